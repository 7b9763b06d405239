"""The composition root: builds the parts of a process and runs them until it is stopped."""
