"""Every owed message in words: to reporters, staff, groups and by mail."""
