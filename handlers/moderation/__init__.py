"""Casework by staff: queue, card, moves, search, templates, reports entered by hand."""
