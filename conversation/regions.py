"""The region of a report: its button, or its name typed at the review."""

from collections.abc import Iterable, Mapping
from typing import Any

from conversation.form import Given, Sheet, one_of
from domain.core.errors import BadAnswer
from domain.core.normal import normal
from domain.network.units import Unit

_LEAST_WIDE, _LEAST_LATIN = 2, 3  # characters; shorter texts are no name


def region_of(units: Iterable[Unit], text: str) -> str | None:
    """The code of the one unit whose region has this name, with or without 市; None if none has.

    The whole text must be the name, as the area or the unit's name begins with it.
    """
    typed = normal("NFKC", text).strip().strip(".。!！").casefold()
    if len(typed) < (_LEAST_LATIN if typed.isascii() else _LEAST_WIDE):
        return None
    found = [
        unit.code
        for unit in units
        if any(_is_named(name.casefold(), typed) for name in (unit.area, *unit.names.values()))
    ]
    return found[0] if len(found) == 1 else None


def _is_named(name: str, typed: str) -> bool:
    """Whether a name begins with these words: Latin words count only as a whole."""
    rest = name.removeprefix(typed)
    return name.startswith(typed) and not (rest[:1].isascii() and rest[:1].isalnum())


def cities(sheet: Sheet) -> tuple[str, ...]:
    """The regions to choose from: the units of the regions."""
    return tuple(unit.code for unit in _offered(sheet))


def parse_region(given: Given, sheet: Sheet) -> str:
    """A region: its button, or its name where it was typed at the review."""
    named = region_of(_offered(sheet), given.text) if given.is_plain_text else None
    return named or one_of(cities)(given, sheet)


def region_at_once(given: Given, sheet: Sheet) -> Mapping[str, Any]:
    """The name of a region typed at the review: the region, unless one is chosen already."""
    if sheet.answer("region") is not None:
        return {}
    try:
        return {"region": parse_region(given, sheet)}
    except BadAnswer:
        return {}


def _offered(sheet: Sheet) -> Iterable[Unit]:
    return (unit for unit in sheet.profile.cities if not unit.retired)
