"""The rows: SQL, sealing, files; every function takes a transaction and gives domain values."""
