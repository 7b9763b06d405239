"""A unit's group chat: binding, cards, topics."""
