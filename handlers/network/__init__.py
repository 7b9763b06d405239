"""Units and their people: forms, roles, custodians, who is on call."""
