"""What staff do: cards, moves, search, templates, reports entered by hand."""
