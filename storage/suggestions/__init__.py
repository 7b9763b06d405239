"""Rows of suggestions."""
