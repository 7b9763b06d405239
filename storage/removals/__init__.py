"""Rows of removal requests."""
