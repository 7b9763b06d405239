"""A simulated Bot API in this process, with a chat page in the browser; independent of the bot."""
