"""Rows of case files that are being made or were handed out, and of what authorities answered."""
