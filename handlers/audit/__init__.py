"""The journal as admins read it: of a case, of somebody, of a day."""
