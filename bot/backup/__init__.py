"""Scheduled backups: when they run, where they are kept, how old ones expire."""
