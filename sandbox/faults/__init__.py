"""Simulated faults between the bot and Telegram."""
