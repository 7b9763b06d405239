"""What happens to a case whoever starts it: changes, deadlines, decisions, merging, routing."""
