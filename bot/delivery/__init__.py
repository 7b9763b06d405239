"""Background workers: send notices, broadcasts and mail, and download evidence files."""
