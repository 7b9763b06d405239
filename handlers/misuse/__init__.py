"""Misuse: appeals against pauses, and quarantine."""
