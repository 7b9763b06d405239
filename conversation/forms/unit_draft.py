"""The unit that a form's answers describe, and which lines of its card change."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from conversation.contexts import UnitEditContext
from conversation.form import Sheet
from domain.network.units import Level, Unit

FIELDS = (
    "level",
    "parent",
    "names",
    "area",
    "phone",
    "email",
    "website",
    "hosts",
    "clock",
    "off",
    "on",
)
"""The fields of a unit that can be changed, in the order of a card's buttons."""


def unit_of(sheet: Sheet) -> Unit | None:
    """The unit that is being changed; None while a new one is made."""
    return sheet.profile.unit(UnitEditContext.of(sheet.draft).unit)


def drawn_up(sheet: Sheet) -> Unit:
    """The unit with the answers so far."""
    old = unit_of(sheet) or Unit(
        code=sheet.answer("code") or "", level=Level(sheet.answer("level") or Level.SITE), names={}
    )
    return with_answers(old, sheet.draft.answers)


def _level(_: Unit, answer: str) -> dict[str, Any]:
    level = Level(answer)
    return {"level": level, "parent": None} if level is Level.PROVINCE else {"level": level}


def _email(_: Unit, answer: Mapping[str, Any] | None) -> dict[str, Any]:
    mail = answer or {"email": None, "masked": False}
    return {"email": mail["email"], "email_masked": mail["masked"]}


_PUT: Mapping[str, Callable[[Unit, Any], dict[str, Any]]] = {
    "level": _level,  # before the parent: a province has none
    "parent": lambda _, answer: {"parent": answer},
    "names": lambda _, answer: {"names": answer},
    "area": lambda _, answer: {"area": answer or ""},
    "phone": lambda _, answer: {"phone": answer or ""},
    "email": _email,
    "website": lambda _, answer: {"website": answer},
    "hosts": lambda _, answer: {"hosts": tuple(answer or ())},
    "off": lambda _, answer: {"holidays": tuple(answer or ())},
    "on": lambda _, answer: {"working": tuple(answer or ())},
}


def with_answers(unit: Unit, answers: Mapping[str, Any]) -> Unit:
    """The unit with these answers applied; other fields stay."""
    for name, put in _PUT.items():
        if name in answers:
            unit = replace(unit, **put(unit, answers[name]))
    if "time" not in answers:
        return unit
    own = {name: value for name, value in unit.clocks.items() if name != answers["clock"]}
    if answers["time"] is not None:
        own[answers["clock"]] = answers["time"]
    return replace(unit, clocks=own)


_LINES: Mapping[str, Callable[[Unit], object]] = {
    "level": lambda unit: unit.level,
    "parent": lambda unit: unit.parent,
    "names": lambda unit: dict(unit.names),
    "area": lambda unit: unit.area,
    "phone": lambda unit: unit.phone,
    "email": lambda unit: (unit.email, unit.email_masked),
    "website": lambda unit: unit.website,
    "hosts": lambda unit: unit.hosts,
    "clock": lambda unit: dict(unit.clocks),
    "off": lambda unit: unit.holidays,
    "on": lambda unit: unit.working,
}


def changed(old: Unit | None, new: Unit) -> tuple[str, ...]:
    """The lines of a unit's card that change; of a new unit, those that are not empty."""
    before = old or Unit(code="", level=new.level, names={})
    lines = (name for name, read in _LINES.items() if read(new) != read(before))
    return tuple(lines) if old is not None else ("level", *lines)
