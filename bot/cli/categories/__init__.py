"""Commands that list what a category, or a whole profile, still lacks."""
