"""Any form: its questions, its review, and what was entered."""
