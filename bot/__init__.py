"""Builds and runs processes; the only reader of the environment and of the command line."""
