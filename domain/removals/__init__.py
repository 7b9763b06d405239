"""Removal requests: what is asked for, and the rules of their states."""
