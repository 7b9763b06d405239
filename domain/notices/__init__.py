"""Notices: everything the bot tells people without being asked, one type each."""
