"""Units and their staff: the network, roles, custodians, on-call duty, deputies."""
