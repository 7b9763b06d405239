"""A reporter's actions: file, track, add, edit, withdraw, erase."""
