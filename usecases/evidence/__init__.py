"""Evidence files: what is due to be fetched, and what became of it."""
