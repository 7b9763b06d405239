"""Use cases: one function per action, each one transaction; no texts, no Telegram types."""
