"""Deadlines counted anew: when the calendar of working days has changed. Pure functions.

What was promised never gets earlier, and a deadline in working days ends on a working day.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from domain.clocks.deadlines import Calendar, close_after, working_days, working_deadline


class Count(Struct, frozen=True):
    """How a deadline was counted: from when (unix seconds), and how many working days.

    `days` is None where it runs in hours or calendar days.
    """

    start: int
    days: int | None


def counted(calendar: Calendar, start: int, due_at: int) -> Count:
    """How a deadline that is set now was counted by this calendar, from `start`."""
    after, until = calendar.day_of(start), calendar.day_of(due_at)
    days = working_days(calendar, after, until)
    in_days = days > 0 and calendar.is_working(until) and _is_close(calendar, due_at)
    return Count(start, days if in_days else None)


def recounted(calendar: Calendar, count: Count, due_at: int) -> int:
    """The deadline by the calendar as it is now: the same number of working days.

    Never before `due_at`. One in hours or calendar days is returned as it is, unless it ends with
    office hours on what has become a day off.
    """
    if count.days is not None:
        anew = working_deadline(calendar, count.start, count.days)
        return max(anew, close_after(calendar, due_at))
    if _is_close(calendar, due_at) and not calendar.is_working(calendar.day_of(due_at)):
        return close_after(calendar, due_at)
    return due_at


def _is_close(calendar: Calendar, at: int) -> bool:
    return datetime.fromtimestamp(at, ZoneInfo(calendar.timezone)).time() == calendar.closes
