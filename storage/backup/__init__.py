"""Backup archives, copies of a whole database, and all encrypted columns, for a new key."""
