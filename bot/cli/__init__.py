"""The `jubao` command line: one module for each group of commands."""
