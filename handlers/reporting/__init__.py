"""A reporter's own reports: list, receipt, what can be done with one."""
