"""The edge to Telegram: read, run one use case, show."""
