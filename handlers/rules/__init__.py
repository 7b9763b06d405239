"""How a report goes: the procedure, step by step, for everybody."""
