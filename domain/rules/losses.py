"""What a file from outside would take away: much of it is refused until somebody says so."""

from collections.abc import Collection, Iterable
from fractions import Fraction

from msgspec import Struct

from domain.network.units import Level
from domain.profile import Profile
from domain.taxonomy import Category, Rule

MOST_LOST = Fraction(1, 3)
"""The share that a file may lack without being asked: a part of a profile lacks nearly all."""


class Loss(Struct, frozen=True, kw_only=True):
    """What a profile lacks: `what` names the kind, `gone` the codes, `of` how many there were."""

    what: str
    gone: tuple[str, ...]
    of: int


def is_much(gone: Collection[object], of: int) -> bool:
    """Whether so many of so many are too many to be taken away without a word."""
    return len(gone) > MOST_LOST * of


def losses(before: Profile, new: Profile, year: int, busy: Collection[str]) -> tuple[Loss, ...]:
    """What the new profile would take away of the stored one, so that it has to be confirmed.

    Units, categories, rules and providers where more than a third is missing; every unit of a
    level; units that have open cases (`busy`); and holidays of this `year` or a later one where the
    new calendar has none at all.
    """
    units = [unit for unit in before.units if not unit.retired]
    listed = {unit.code for unit in new.units if not unit.retired}
    missing = [unit for unit in units if unit.code not in listed]
    found: list[Loss | None] = [_kind("units", [unit.code for unit in units], listed)]
    for level in Level:
        had = [unit.code for unit in units if unit.level is level]
        if had and listed.isdisjoint(had):
            found.append(Loss(what=f"units of the level {level}", gone=tuple(had), of=len(had)))
    at_work = tuple(unit.code for unit in missing if unit.code in busy)
    if at_work:
        found.append(Loss(what="units with open cases", gone=at_work, of=len(units)))
    categories = [
        each.code for each in before.taxonomy.categories if not (each.retired or each.own)
    ]
    found.append(_kind("categories", categories, _in_use(new.taxonomy.categories)))
    rules = [each.code for each in before.taxonomy.rules if not each.retired]
    found.append(_kind("rules", rules, _in_use(new.taxonomy.rules)))
    providers = [each.code for each in before.providers]
    found.append(_kind("providers", providers, {each.code for each in new.providers}))
    years = {day.year for day in before.calendar.holidays if day.year >= year}
    gone = sorted(years - {day.year for day in new.calendar.holidays})
    if gone:
        codes = tuple(map(str, gone))
        found.append(Loss(what="years of the calendar", gone=codes, of=len(years)))
    return tuple(each for each in found if each is not None)


def _in_use(entries: Iterable[Category | Rule]) -> set[str]:
    return {each.code for each in entries if not each.retired}


def _kind(what: str, had: Collection[str], left: Collection[str]) -> Loss | None:
    gone = tuple(code for code in had if code not in left)
    return Loss(what=what, gone=gone, of=len(had)) if is_much(gone, len(had)) else None
