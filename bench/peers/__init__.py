"""The same small dialogue in other frameworks, as their users commonly write and run it."""
