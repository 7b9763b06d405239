"""Rows of sanctions and of the quarantine."""
