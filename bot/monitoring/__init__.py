"""Health checks, metrics, free disk space and alarms."""
