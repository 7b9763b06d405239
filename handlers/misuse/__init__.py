"""Misuse of the channel: warnings, pauses, quarantine."""
