"""Broadcasts and who follows what."""
