"""The HTTP client for the Bot API, rate limiting after 429, and Telegram's time."""
