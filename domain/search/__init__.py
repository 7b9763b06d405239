"""Search filters and the words that name them."""
