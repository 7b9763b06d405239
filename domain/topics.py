"""A case's topic in a forum: when the time left in its title is told anew."""

HOUR = 3600
DAY = 24 * HOUR


def hours_left(due_at: int, now: int) -> int:
    """Hours begun until a deadline; 0 or less once it has passed."""
    return -((now - due_at) // HOUR)


def told_anew_at(due_at: int | None, now: int) -> int | None:
    """When a title that names this deadline is next looked at, unix seconds; None for never.

    A deadline far off is named by its day and stays true until a day before; then hours are
    counted, once an hour. One that has passed changes by itself no more.
    """
    if due_at is None or due_at < now:
        return None
    return now + HOUR if due_at - now <= DAY else due_at - DAY
