"""Figures, exports and the transparency report."""
