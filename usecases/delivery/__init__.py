"""The courier's use cases: claim, settle, failures, mail."""
