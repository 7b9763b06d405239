"""Parsers of a unit's fields in the public directory, for chat and import alike."""
