"""Rows of categories: their changes by admins, the history, and what waits."""
