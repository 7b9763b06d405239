"""Case files for authorities: built, handed out; signed receipts; what an authority answers."""
