"""Units and their people: edited, imported, retired, invited, on call."""
