"""Suggestions and criticism about the reporting work."""
