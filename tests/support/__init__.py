"""What the tests share: databases, a chat to talk in, small makers of things."""
