"""Casework by staff: queue, card, moves, search, reports entered by hand."""
