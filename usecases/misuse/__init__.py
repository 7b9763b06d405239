"""Misuse of the reporting channel: warnings, pauses, quarantine."""
