"""Commands that make a language, and list what one still lacks."""
