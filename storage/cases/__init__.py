"""Rows of cases and what belongs to one: decisions, appeals, messages, tasks, search."""
