"""What a chat shows and to whom: members, topics, menus, what the bot may read."""
