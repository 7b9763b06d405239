"""Errors that storage raises."""
