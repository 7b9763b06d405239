"""Times of the day as people type them: `8:30`, `9 14`, "早上九点半", "10 pm to 7 am"."""

import re

from conversation.parsing import moments
from domain.notices.preferences import DAY, HOUR

_TIMES = re.compile(rf"{moments.CLOCK.pattern}\s*(?:[,，、;；]|and|和|\s|$)\s*")
_TO = re.compile(r"\s*(?:-|–|—|~|～|to|至|到)\s*")
MOST_TYPED = 100  # characters; of a longer text no part is taken for the whole


def parse_times(text: str) -> tuple[int, ...]:
    """The times in a text, in order and each once, as minutes after midnight; empty if unclear."""
    said = _plain(text)
    found, at = set[int](), 0
    while at < len(said):
        match = _TIMES.match(said, at)
        minutes = _minutes(match)
        if match is None or minutes is None:
            return ()
        found.add(minutes)
        at = match.end()
    return tuple(sorted(found))


def parse_span(text: str) -> tuple[int, int] | None:
    """From when to when, as minutes after midnight; None if unclear or if both are the same."""
    start, *ends = (_minutes(moments.CLOCK.fullmatch(part)) for part in _TO.split(_plain(text)))
    if start is None or len(ends) != 1 or ends[0] in {None, start}:
        return None
    return start, ends[0]


def length(start: int, end: int) -> int:
    """How many minutes a span has; it may go over midnight."""
    return (end - start) % DAY


def _plain(text: str) -> str:
    """The text in small letters, with single spaces; empty if it is too long."""
    return " ".join(text.lower().split()) if len(text.strip()) <= MOST_TYPED else ""


def _minutes(found: re.Match[str] | None) -> int | None:
    """Minutes after midnight; None if it is no time."""
    if found is None:
        return None
    try:
        at = moments.time_of(found)
    except ValueError:
        return None
    return at.hour * HOUR + at.minute
