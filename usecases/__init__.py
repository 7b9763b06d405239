"""What people can do here: one function per verb, each one transaction; no words, no Telegram."""
