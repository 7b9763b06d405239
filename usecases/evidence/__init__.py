"""Evidence files: which are due to be fetched, and the results."""
