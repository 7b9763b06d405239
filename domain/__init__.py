"""The rules of reporting and casework: pure values and functions, without I/O."""
