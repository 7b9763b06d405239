"""What the courier asks of the database: claim, settle, failures, mail."""
