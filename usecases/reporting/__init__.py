"""What a reporter does: file, follow, add, edit, withdraw, erase."""
