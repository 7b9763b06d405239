"""Files that earlier releases have left, opened by this one."""
