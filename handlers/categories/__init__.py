"""Categories as admins see and change them: list, card, form, history."""
