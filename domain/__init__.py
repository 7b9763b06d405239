"""The rules of reporting and casework: pure values and functions, standard library only."""
