"""Updates from Telegram: received, stored, acknowledged, and worked on in order per person."""
