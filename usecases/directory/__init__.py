"""The public directory: entries that are checked, and pledges."""
