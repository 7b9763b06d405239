"""The words, one folder a language, and the catalogue that says them."""
