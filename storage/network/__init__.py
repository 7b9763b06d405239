"""Rows of units, people, groups, duties, directory entries and pledges."""
