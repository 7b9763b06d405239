"""Queue notices in the transaction of the change: recipients, tasks, cards, mail."""
