"""Rows of broadcasts and their recipients."""
