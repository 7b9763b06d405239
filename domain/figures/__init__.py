"""Rules of figures: counting, periods, rates, the transparency report."""
