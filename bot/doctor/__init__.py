"""`jubao doctor`: checks of settings, database and Telegram, and their report."""
