"""The form of a unit: all questions for a new one, one for a change, then a review."""

from collections.abc import Callable
from functools import partial
from typing import Any

from conversation.contexts import UnitEditContext
from conversation.form import Form, Given, Sheet, Step, always, choice_step
from conversation.forms.unit_draft import drawn_up, unit_of
from conversation.parsing.unit_fields.days import parse_days
from conversation.parsing.unit_fields.hosts import parse_hosts as hosts_in
from conversation.parsing.unit_fields.mail import parse_mail
from conversation.parsing.unit_fields.names import parse_by_language, parse_code, parse_line
from conversation.parsing.unit_fields.phones import parse_phone
from conversation.parsing.unit_fields.website import parse_website
from conversation.parsing.unit_names import one_of as one_unit
from conversation.parsing.unit_names import ordered
from domain.clocks.deadlines import Clocks
from domain.core.errors import BadAnswer
from domain.core.names import localized
from domain.network.network import (
    MOST_TIME,
    UNIT_CLOCKS,
    levels_for,
    out_of_order,
    owner_of_host,
    owner_of_name,
    parents_for,
)
from domain.network.units import Level

# not asked of a new unit: it uses the deployment's deadlines and days off
_LATER = frozenset({"clock", "off", "on"})


def _asks(field: str) -> Callable[[Sheet], bool]:
    def asked(sheet: Sheet) -> bool:
        if unit_of(sheet) is None:
            return field not in _LATER
        return UnitEditContext.of(sheet.draft).field == field

    return asked


def is_new(sheet: Sheet) -> bool:
    """Whether a unit is being made."""
    return unit_of(sheet) is None


def _parent_asked(sheet: Sheet) -> bool:
    """Whether to ask for the parent: not of a province; also if a new level does not fit it."""
    unit = drawn_up(sheet)
    if unit.level is Level.PROVINCE:
        return False
    if _asks("parent")(sheet):
        return True
    fit = parents_for(sheet.profile.by_code, unit)
    return bool(sheet.answer("level")) and parent_before(sheet) not in fit


def parent_before(sheet: Sheet) -> str | None:
    """The unit's parent before any answer."""
    old = unit_of(sheet)
    return old.parent if old else None


def parse_new_code(given: Given, sheet: Sheet) -> str:
    """A code that no unit has, not even a retired one: old cases refer to it."""
    code = parse_code(given.text)
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
    """The possible parents of this unit."""
    found = parents_for(sheet.profile.by_code, drawn_up(sheet))
    units = ordered(sheet.profile.by_code[code] for code in found)
    return tuple(unit.code for unit in units if unit.code != parent_before(sheet))


def parse_parent(given: Given, sheet: Sheet) -> str:
    """The parent: pressed, or typed as its code or part of its name, in pinyin, too."""
    fit = parents_for(sheet.profile.by_code, drawn_up(sheet))
    if given.choice is not None and given.choice in fit:
        return given.choice
    typed = "" if given.choice is not None else given.text
    unknown, several = "unit-parent-unknown", "unit-parent-several"
    units = [sheet.profile.by_code[code] for code in fit]
    return one_unit(units, typed, unknown=unknown, several=several).code


def parse_names(given: Given, sheet: Sheet) -> dict[str, str]:
    """The name in each language, one per line, in the order of the deployment's languages."""
    locales = sheet.profile.locales
    names = parse_by_language(given.text, locales)
    own = unit_of(sheet)
    if owner_of_name(sheet.profile.units, names, but=own.code if own else ""):
        raise BadAnswer("unit-name-taken", name=localized(names, locales[0]))
    return names


def parse_hosts(given: Given, sheet: Sheet) -> list[str]:
    """Hosts that belong to no other active unit."""
    hosts = hosts_in(given.text)
    own = unit_of(sheet)
    for host in hosts:
        other = owner_of_host(sheet.profile.units, host, but=own.code if own else "")
        if other is not None:
            raise BadAnswer("unit-host-taken", host=host, unit=other)
    return list(hosts)


def _mail(given: Given, _: Sheet) -> dict[str, Any]:
    email, masked = parse_mail(given.text)
    return {"email": email, "masked": masked}


def clocks(_: Sheet) -> tuple[str, ...]:
    """The deadlines that a unit may change."""
    return UNIT_CLOCKS


def parse_time(given: Given, sheet: Sheet) -> int:
    """A number of days, months or hours; BadAnswer if the unit's other deadlines conflict."""
    typed = given.text.strip().lstrip("0")
    if not (typed.isascii() and typed.isdigit() and int(typed[:9]) <= MOST_TIME):
        raise BadAnswer("unit-bad-time", most=MOST_TIME)
    wrong = out_of_order(clocks_with(sheet, int(typed)))
    if wrong is not None:
        raise BadAnswer("unit-clock-order", earlier=f"clock-{wrong[0]}", later=f"clock-{wrong[1]}")
    return int(typed)


def clocks_with(sheet: Sheet, value: int) -> Clocks:
    """The unit's deadlines with the one in question set to this value."""
    own = unit_of(sheet)
    others = dict(own.clocks) if own else {}
    return sheet.profile.clocks.adjusted({**others, sheet.answer("clock"): value})


def _days(other: str) -> Callable[[Given, Sheet], list[str]]:
    def parse(given: Given, sheet: Sheet) -> list[str]:
        days = parse_days(given.text)
        own = unit_of(sheet)
        twice = sorted(set(days) & set(getattr(own, other) if own else ()))
        if twice:
            raise BadAnswer("unit-day-twice", day=twice[0])
        return list(days)

    return parse


def _line(given: Given, _: Sheet) -> str:
    return parse_line(given.text)


_field = partial(Step, is_field=True)

UNIT = Form(
    name="unit",
    context=UnitEditContext,
    steps=(
        _field(name="code", parse=parse_new_code, asked_if=is_new),
        choice_step("level", levels, asked_if=_asks("level")),
        _field(
            name="parent",
            parse=parse_parent,
            choices=parents,
            asked_if=_parent_asked,
            pages=True,
        ),
        _field(name="names", parse=parse_names, asked_if=_asks("names")),
        _field(name="area", parse=_line, optional=always, asked_if=_asks("area")),
        _field(
            name="phone",
            parse=lambda given, _: parse_phone(given.text),
            optional=always,
            asked_if=_asks("phone"),
        ),
        _field(name="email", parse=_mail, optional=always, asked_if=_asks("email")),
        _field(
            name="website",
            parse=lambda given, _: parse_website(given.text),
            optional=always,
            asked_if=_asks("website"),
        ),
        _field(name="hosts", parse=parse_hosts, optional=always, asked_if=_asks("hosts")),
        choice_step("clock", clocks, asked_if=_asks("clock")),
        _field(name="time", parse=parse_time, optional=always, asked_if=_asks("clock")),
        _field(name="off", parse=_days("working"), optional=always, asked_if=_asks("off")),
        _field(name="on", parse=_days("holidays"), optional=always, asked_if=_asks("on")),
        choice_step("save", lambda _: ("yes",)),
    ),
)
