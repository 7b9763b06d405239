"""The form of a unit: all of it for a new one, one question for a change, then a look before it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from conversation import published
from conversation.step import Form, Given, Sheet, Step, always, choice_step
from domain.deadlines import Clocks
from domain.errors import BadAnswer
from domain.names import said
from domain.network import (
    MOST_TIME,
    UNIT_CLOCKS,
    levels_for,
    out_of_order,
    owner_of_host,
    parents_for,
)
from domain.units import Level, Unit

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
"""What can be changed of a unit, in the order of a card's buttons."""
_LATER = frozenset({"clock", "off", "on"})  # not asked of a new unit: the deployment's hold
MOST_PARENTS = 40  # are buttons; any other is typed


def unit_of(sheet: Sheet) -> Unit | None:
    """The unit that is being changed; None while a new one is made."""
    return sheet.profile.unit(sheet.answer("_unit") or "")


def drawn_up(sheet: Sheet) -> Unit:
    """The unit as it is going to be, as far as the questions are answered."""
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
    """A unit with the answers of this form put in; what was not asked stays."""
    for name, put in _PUT.items():
        if name in answers:
            unit = replace(unit, **put(unit, answers[name]))
    if "time" not in answers:
        return unit
    own = {name: value for name, value in unit.clocks.items() if name != answers["clock"]}
    if answers["time"] is not None:
        own[answers["clock"]] = answers["time"]
    return replace(unit, clocks=own)


def _asks(field: str) -> Callable[[Sheet], bool]:
    def asked(sheet: Sheet) -> bool:
        if unit_of(sheet) is None:
            return field not in _LATER
        return bool(sheet.answer("_field") == field)

    return asked


def is_new(sheet: Sheet) -> bool:
    """Whether a unit is being made."""
    return unit_of(sheet) is None


def _parent_asked(sheet: Sheet) -> bool:
    """Of every unit but a province; and where another level leaves the one above unfit."""
    unit = drawn_up(sheet)
    if unit.level is Level.PROVINCE:
        return False
    if _asks("parent")(sheet):
        return True
    fit = parents_for(sheet.profile.by_code, unit)
    return bool(sheet.answer("level")) and unit_of_parent(sheet) not in fit


def unit_of_parent(sheet: Sheet) -> str | None:
    """The unit above, as it stands before any answer."""
    old = unit_of(sheet)
    return old.parent if old else None


def parse_new_code(given: Given, sheet: Sheet) -> str:
    """A code that no unit has, not even a retired one: old cases still name it."""
    code = published.parse_code(given.text)
    if sheet.profile.unit(code) is not None:
        raise BadAnswer("unit-code-taken", code=code)
    return code


def levels(sheet: Sheet) -> tuple[str, ...]:
    """The levels that this unit may have."""
    old = unit_of(sheet)
    if old is None:
        return tuple(Level)
    return tuple(level for level in levels_for(sheet.profile.by_code, old) if level != old.level)


def parents(sheet: Sheet) -> tuple[str, ...]:
    """The units that this one may stand below."""
    found = parents_for(sheet.profile.by_code, drawn_up(sheet))
    return tuple(code for code in found if code != unit_of_parent(sheet))[:MOST_PARENTS]


def parse_parent(given: Given, sheet: Sheet) -> str:
    """The unit above: pressed, or typed as its code or a part of its name."""
    fit = parents_for(sheet.profile.by_code, drawn_up(sheet))
    typed = (given.choice or given.text).strip().casefold()
    if typed in fit:
        return typed
    found = [
        code
        for code in fit
        if given.choice is None
        and typed
        and any(typed in name.casefold() for name in sheet.profile.by_code[code].names.values())
    ]
    if len(found) != 1:
        raise BadAnswer("unit-parent-unknown" if not found else "unit-parent-several")
    return found[0]


def parse_names(given: Given, sheet: Sheet) -> dict[str, str]:
    """The name in each language, one a line, in the order of the deployment's languages."""
    lines = [line for line in given.text.splitlines() if line.strip()]
    locales = sheet.profile.locales
    if len(lines) != len(locales):
        raise BadAnswer("unit-names-lines", count=len(locales))
    names = dict(zip(locales, map(published.parse_line, lines), strict=True))
    own = unit_of(sheet)
    for unit in sheet.profile.units:
        taken = not unit.retired and (own is None or unit.code != own.code)
        if taken and any(unit.names.get(locale) == name for locale, name in names.items()):
            raise BadAnswer("unit-name-taken", name=said(names, locales[0]))
    return names


def parse_hosts(given: Given, sheet: Sheet) -> list[str]:
    """Hosts that belong to no other unit at work."""
    hosts = published.parse_hosts(given.text)
    own = unit_of(sheet)
    for host in hosts:
        other = owner_of_host(sheet.profile.units, host, but=own.code if own else "")
        if other is not None:
            raise BadAnswer("unit-host-taken", host=host, unit=other)
    return list(hosts)


def _mail(given: Given, _: Sheet) -> dict[str, Any]:
    email, masked = published.parse_mail(given.text)
    return {"email": email, "masked": masked}


def clocks(_: Sheet) -> tuple[str, ...]:
    """The clocks that a unit may set otherwise."""
    return UNIT_CLOCKS


def parse_time(given: Given, sheet: Sheet) -> int:
    """So many days, months or hours, in the order of all other clocks of the unit."""
    typed = given.text.strip()
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= MOST_TIME):
        raise BadAnswer("unit-bad-time", most=MOST_TIME)
    wrong = out_of_order(clocks_with(sheet, int(typed)))
    if wrong is not None:
        raise BadAnswer("unit-clock-order", earlier=f"clock-{wrong[0]}", later=f"clock-{wrong[1]}")
    return int(typed)


def clocks_with(sheet: Sheet, value: int) -> Clocks:
    """The unit's clocks with the one that is asked about set to this."""
    own = unit_of(sheet)
    others = dict(own.clocks) if own else {}
    return sheet.profile.clocks.adjusted({**others, sheet.answer("clock"): value})


def _days(other: str) -> Callable[[Given, Sheet], list[str]]:
    def parse(given: Given, sheet: Sheet) -> list[str]:
        days = published.parse_days(given.text)
        own = unit_of(sheet)
        twice = sorted(set(days) & set(getattr(own, other) if own else ()))
        if twice:
            raise BadAnswer("unit-day-twice", day=twice[0])
        return list(days)

    return parse


def _line(given: Given, _: Sheet) -> str:
    return published.parse_line(given.text)


UNIT = Form(
    name="unit",
    steps=(
        Step(name="code", parse=parse_new_code, asked_if=is_new),
        choice_step("level", levels, asked_if=_asks("level")),
        Step(name="parent", parse=parse_parent, choices=parents, asked_if=_parent_asked),
        Step(name="names", parse=parse_names, asked_if=_asks("names")),
        Step(name="area", parse=_line, optional=always, asked_if=_asks("area")),
        Step(
            name="phone",
            parse=lambda given, _: published.parse_phone(given.text),
            optional=always,
            asked_if=_asks("phone"),
        ),
        Step(name="email", parse=_mail, optional=always, asked_if=_asks("email")),
        Step(
            name="website",
            parse=lambda given, _: published.parse_website(given.text),
            optional=always,
            asked_if=_asks("website"),
        ),
        Step(name="hosts", parse=parse_hosts, optional=always, asked_if=_asks("hosts")),
        choice_step("clock", clocks, asked_if=_asks("clock")),
        Step(name="time", parse=parse_time, optional=always, asked_if=_asks("clock")),
        Step(name="off", parse=_days("working"), optional=always, asked_if=_asks("off")),
        Step(name="on", parse=_days("holidays"), optional=always, asked_if=_asks("on")),
        choice_step("save", lambda _: ("yes",)),
    ),
)


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
    """Which lines of a unit's card will read otherwise; of a new unit, those that say something."""
    before = old or Unit(code="", level=new.level, names={})
    lines = (name for name, read in _LINES.items() if read(new) != read(before))
    return tuple(lines) if old is not None else ("level", *lines)
