"""Forms as data, and the pure engine that asks their questions."""
