"""The journal as admins read it; each look is an entry of its own."""
