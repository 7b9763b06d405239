"""What every process of ours shares: errors, logs, resources, the HTTP server."""
