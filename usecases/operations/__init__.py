"""Scheduled and operator work: retention, keys, audit, recovery, restore."""
