"""What every process of ours shares: loops, backoff, errors, logs, roles, the HTTP server."""
