"""The courier's use cases: claim, settle, retries, mail."""
