"""Errors and names that all rules share, and how all layers await a thread."""
