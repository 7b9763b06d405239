"""The inbox, the outbox, and what could not be delivered."""
