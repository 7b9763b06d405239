"""Texts that a unit's staff write often, with the places that are filled in when one is used."""

import re
from collections.abc import Mapping

from msgspec import Struct

PLACES = ("number", "unit", "category", "due")
"""What may stand in braces: the case's number, its unit, its category, what is owed by when."""

MAX_TITLE = 64
MAX_BODY = 1800  # characters: filled in, it still fits the 2000 of an answer
_PLACE = re.compile(r"\{([^{}\n]{0,40})\}")


class Template(Struct, frozen=True, kw_only=True):
    """One such text; `verb` is the move or deed whose words it may be."""

    id: int
    unit: str
    verb: str
    locale: str
    title: str
    body: str
    written_at: int


def unknown(body: str) -> tuple[str, ...]:
    """What stands in braces and is no place that we could fill in, each once."""
    return tuple(dict.fromkeys(name for name in _PLACE.findall(body) if name not in PLACES))


def names_due(body: str) -> bool:
    """Whether the text names what is owed by when, so that it needs a case that owes something."""
    return "due" in _PLACE.findall(body)


def filled(body: str, values: Mapping[str, str]) -> str:
    """The text with its places filled in; what is put in is never looked at again."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), body)
