"""An office at work: reports for a shift, and people who handle them in the real application."""
