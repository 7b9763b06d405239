"""The HTTP client for the Bot API, and its pauses after 429."""
