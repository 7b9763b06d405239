"""Operations on a case: changes, deadlines, decisions, merging, routing."""
