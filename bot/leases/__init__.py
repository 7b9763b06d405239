"""Leases: which process is the single poller or sender; process ids; waiting before upgrades."""
