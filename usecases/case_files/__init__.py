"""Case files for authorities and signed receipts: gathered, signed, handed out, verified."""
