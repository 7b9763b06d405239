"""The Bot API's methods, and what they share."""
