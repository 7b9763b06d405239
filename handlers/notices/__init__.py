"""Renders notices as messages to reporters, staff and groups, and as mail."""
