"""Which process is the single sender and clock: leases, process ids, upgrades."""
