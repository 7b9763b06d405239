"""`jubao setup`: questions on the terminal, the first admin by a code, changes of `.env`."""
