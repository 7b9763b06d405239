"""Case files for authorities: who held a case when, and what a file says of its journal."""
