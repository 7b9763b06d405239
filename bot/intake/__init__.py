"""Updates from Telegram: received, stored, acknowledged, and handled in order per person."""
