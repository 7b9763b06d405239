"""Rows of figures and what exports read."""
