"""Broadcasts: writing, approval, progress."""
