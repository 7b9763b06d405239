"""Imports of a profile, and what imports are refused for."""
