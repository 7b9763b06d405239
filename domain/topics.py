"""The topic of a case in a forum: when the time left in its title must be updated."""

HOUR = 3600
DAY = 24 * HOUR


def hours_left(due_at: int, now: int) -> int:
    """Hours until a deadline, rounded up; 0 or less once it has passed."""
    return -((now - due_at) // HOUR)


def told_anew_at(due_at: int | None, now: int) -> int | None:
    """When a title with this deadline must be updated next, unix seconds; None for never.

    A distant deadline is shown as a day until one day before; then the hours are shown and updated
    once an hour. A passed deadline is not updated.
    """
    if due_at is None or due_at < now:
        return None
    return now + HOUR if due_at - now <= DAY else due_at - DAY
