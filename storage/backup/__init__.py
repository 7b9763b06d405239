"""Backup archives, portable copies and their rotation."""
