"""Times of the day as people type them: `8:30`, `9 14`, `22:00-7:00`."""

import re

from domain.notices.preferences import DAY, HOUR

_TIME = r"([01]?\d|2[0-3])(?:[:：.时点]([0-5]\d)分?|[时点h])?"
_TIMES = re.compile(rf"\s*{_TIME}\s*(?:[,，、;；]|and|和|\s|$)\s*")
_SPAN = re.compile(rf"\s*{_TIME}\s*(?:-|–|—|~|～|to|至|到)\s*{_TIME}\s*")
MOST_TYPED = 100  # characters; of a longer text no part is taken for the whole


def parse_times(text: str) -> tuple[int, ...]:
    """The times in a text, in order and each once, as minutes after midnight; empty if unclear."""
    text = text.strip()
    if len(text) > MOST_TYPED:
        return ()
    found, at = set[int](), 0
    while at < len(text):
        match = _TIMES.match(text, at)
        if match is None:
            return ()
        found.add(_minutes(*match.groups()))
        at = match.end()
    return tuple(sorted(found))


def parse_span(text: str) -> tuple[int, int] | None:
    """From when to when, as minutes after midnight; None if unclear or if both are the same."""
    text = text.strip()
    match = _SPAN.fullmatch(text) if len(text) <= MOST_TYPED else None
    if match is None:
        return None
    hour, minute, end_hour, end_minute = match.groups()
    start, end = _minutes(hour, minute), _minutes(end_hour, end_minute)
    return None if start == end else (start, end)


def length(start: int, end: int) -> int:
    """How many minutes a span has; it may go over midnight."""
    return (end - start) % DAY


def _minutes(hour: str, minute: str | None) -> int:
    return int(hour) * HOUR + int(minute or 0)
