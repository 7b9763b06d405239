"""Errors and names that all rules share."""
