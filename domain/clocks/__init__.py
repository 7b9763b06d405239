"""Deadlines, working days and clocks of the profile."""
