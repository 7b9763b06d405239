"""The public directory of hotlines, its maintenance by admins, and pledges."""
