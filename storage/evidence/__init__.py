"""Rows of evidence files and where each is stored."""
