"""Backups of a running bot: made, verified, and restored."""
