"""Templates of a unit, its macros, and the ready texts of results."""
