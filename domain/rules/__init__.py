"""The procedure of a report, step by step, from moves, deadlines and categories."""
