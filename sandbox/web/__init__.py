"""The Bot API and the chat page over HTTP."""
