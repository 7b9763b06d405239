"""Parse the days on which a unit is open or closed."""

import re
from datetime import date

from conversation.parsing.unit_fields.signs import WIDE
from domain.core.errors import BadAnswer

MOST_DAYS = 60  # a unit with more has another calendar
YEARS = range(2020, 2101)
LONGEST_SHOWN = 80  # characters of a refused day

_BETWEEN = re.compile(r"[\s,;、，；]+")
_UNTIL = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:\.\.|~|—|–|至|到)(\d{4}-\d{1,2}-\d{1,2})")


def parse_days(text: str) -> tuple[str, ...]:
    """Days as ISO dates, sorted: `2026-12-31`, or a range written with `..`."""
    typed = " ".join(text.translate(WIDE).split())
    tidy = re.sub(r" ?(\.\.|~|—|–|至|到) ?", r"\1", typed)
    found: set[date] = set()
    for typed in _BETWEEN.split(tidy):
        several = _UNTIL.fullmatch(typed)
        first, last = (several[1], several[2]) if several else (typed, typed)
        since, until = _day(first), _day(last)
        if until < since or (until - since).days >= MOST_DAYS:
            raise BadAnswer("unit-bad-day", day=typed[:LONGEST_SHOWN])
        found |= {
            date.fromordinal(each) for each in range(since.toordinal(), until.toordinal() + 1)
        }
    if len(found) > MOST_DAYS:
        raise BadAnswer("unit-many-days", most=MOST_DAYS)
    return tuple(day.isoformat() for day in sorted(found))


def _day(typed: str) -> date:
    parts = typed.replace("/", "-").replace(".", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        found = date(year, month, day)
    except (ValueError, OverflowError):
        raise BadAnswer("unit-bad-day", day=typed[:LONGEST_SHOWN]) from None
    if found.year not in YEARS:
        raise BadAnswer("unit-bad-day", day=typed[:LONGEST_SHOWN])
    return found
