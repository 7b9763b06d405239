"""Templates: prepared texts of a unit's staff, with placeholders."""

import re
from collections.abc import Mapping

from msgspec import Struct

PLACES = ("number", "unit", "category", "due")
"""The placeholders: case number, unit, category, deadline."""

MAX_TITLE = 64
MAX_BODY = 1800  # characters: with placeholders filled it still fits the 2000 of an answer
ANSWER_OF_AUTHORITY = 0
"""The id of the text that is no stored template but what an authority answered; it has no title."""
_PLACE = re.compile(r"\{([^{}\n]{0,40})\}")


class Template(Struct, frozen=True, kw_only=True):
    """A template; `verb` is the action whose text it may be."""

    id: int
    unit: str
    verb: str
    locale: str
    title: str
    body: str
    written_at: int


def unknown(body: str) -> tuple[str, ...]:
    """The unknown placeholders in braces, each once."""
    return tuple(dict.fromkeys(name for name in _PLACE.findall(body) if name not in PLACES))


def names_due(body: str) -> bool:
    """Whether the text contains `{due}`, and so needs a case with a deadline."""
    return "due" in _PLACE.findall(body)


def filled(body: str, values: Mapping[str, str]) -> str:
    """The text with placeholders filled; inserted values are not expanded again."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), body)
