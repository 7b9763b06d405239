"""Reported accounts: platforms and their addresses, measures, and what counts against one."""
