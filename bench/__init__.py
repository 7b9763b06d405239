"""How fast it is, side by side with others, measured with what stands in this folder alone."""
