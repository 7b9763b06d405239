"""The journal: entries, their chain, their order, and its verification."""
