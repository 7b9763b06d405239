"""What every process shares: loops, backoff, errors, logs, roles, the HTTP server."""
