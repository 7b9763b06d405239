"""Units, people and their roles, directory entries and pledges."""
