"""Categories as admins see and change them, with a second admin and a history."""
