"""A reporter's own reports: filing, list, receipt, status and actions."""
