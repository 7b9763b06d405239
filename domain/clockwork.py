"""What the clock does with a case: when staff are reminded, and what is late by when."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.deadlines import Calendar

LEAST_WARNING = 600  # seconds


def reminder(calendar: Calendar, start: int, due_at: int) -> int | None:
    """When staff are reminded of a deadline that runs from `start`; all in unix seconds.

    At the opening of the day it ends on; where that is past already, halfway. None where so little
    time is left that a reminder would only be noise.
    """
    day = datetime.fromtimestamp(due_at, ZoneInfo(calendar.timezone)).date()
    opening = calendar.moment(day, calendar.opens)
    at = opening if opening > start else start + (due_at - start) // 2
    return at if at - start >= LEAST_WARNING else None
