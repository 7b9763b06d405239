"""Rows of contact requests, and the erasure of contacts."""
