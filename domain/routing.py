"""Routing: which unit gets a report, and the rules of transfers between units."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from domain.network.units import Level, Unit, above, site_of

MOST_BOUNCES = 2  # instead of a third one the case goes to the units' common parent


class HandoverKind(StrEnum):
    """How a case came from one unit to another."""

    TRANSFER = "transfer"
    RETURN = "return"
    COMMON_PARENT = "common_parent"  # after too many bounces
    TAKE_OVER = "take_over"
    RETIRED = "retired"  # the unit that had it was retired
    CATEGORY = "category"  # its new category is not allowed for the unit that had it


class Hop(Struct, frozen=True, kw_only=True):
    """One transfer of a case; `moved_at` in unix seconds, `who` a person's fingerprint."""

    kind: HandoverKind
    start: str
    to: str
    who: str
    reason: str
    moved_at: int


def may_have(unit: Unit, minimum: Level) -> bool:
    """Whether a unit may be given a case of a category with this minimum level."""
    return not unit.retired and unit.level >= minimum


def allowed_unit(units: Mapping[str, Unit], code: str, minimum: Level) -> str:
    """The unit that gets a case meant for `code`: itself, or the nearest above that may have it.

    A province if there is none. Every assignment of a case to a unit goes through this function.
    Raises ValueError if there is no province.
    """
    found = _lifted(units, units.get(code), minimum)
    return found.code if found is not None else _province(units)


def route(
    known: Mapping[str, Unit],
    hosts: Mapping[str, Unit],
    *,
    host: str | None = None,
    region: str | None = None,
    minimum: Level = Level.SITE,
) -> str:
    """The code of the unit that a report goes to; `region` is the code of a city.

    `known` are all units by code, `hosts` the active units by host.

    The result is the site of the host, or the unit of the category's minimum level above that site;
    else the region's city; else the province. A site directly below the province has no city above
    it: for a category of city level the region decides then. Retired units are skipped. Raises
    ValueError if there is no province.
    """
    site = site_of(hosts, host)
    near = known.get(region or "")
    if site is not None:
        lifted = _lifted(known, site, minimum)
        if lifted is not None and (site.level >= minimum or lifted.level == minimum):
            return lifted.code
    if near is not None and near.level >= Level.CITY:
        lifted = _lifted(known, near, minimum)
        if lifted is not None:
            return lifted.code
    top = _lifted(known, site or near, Level.PROVINCE)
    return top.code if top is not None else _province(known)


def _lifted(known: Mapping[str, Unit], unit: Unit | None, minimum: Level) -> Unit | None:
    """This unit, or the nearest above it, that may have a case of this minimum level."""
    if unit is None:
        return None
    line = (unit, *(known[code] for code in above(known, unit.code)))
    return next((each for each in line if may_have(each, minimum)), None)


def _province(known: Mapping[str, Unit]) -> str:
    found = (each.code for each in known.values() if may_have(each, Level.PROVINCE))
    top = next(found, None)
    if top is None:
        raise ValueError("there is no province to fall back on")
    return top


def bounces(way: Sequence[Hop]) -> int:
    """How often a case came to a unit that had it before."""
    had, count = {hop.start for hop in way[:1]}, 0
    for hop in way:
        count += hop.to in had
        had.add(hop.to)
    return count


def returnable(way: Sequence[Hop], unit: str) -> bool:
    """Whether a unit may send a case back: once, and only what was transferred to it."""
    if not way or way[-1].kind is not HandoverKind.TRANSFER or way[-1].to != unit:
        return False
    return not any(hop.kind is HandoverKind.RETURN and hop.start == unit for hop in way)


def owner_after(
    units: Mapping[str, Unit], way: Sequence[Hop], start: str, to: str
) -> tuple[str, HandoverKind | None]:
    """The unit that gets a case transferred from `start` to `to`.

    The kind is `COMMON_PARENT` if the case has bounced too often to go to `to`, else None.
    """
    had = {start, *(hop.start for hop in way), *(hop.to for hop in way)}
    if to not in had or bounces(way) < MOST_BOUNCES:
        return to, None
    return common_parent(units, start, to), HandoverKind.COMMON_PARENT


def common_parent(units: Mapping[str, Unit], one: str, other: str) -> str:
    """The nearest active unit that is, or is above, both; else the highest one."""
    line = (one, *above(units, one))
    others = {other, *above(units, other)}
    shared = [code for code in line if code in others and not units[code].retired]
    return shared[0] if shared else line[-1]


def next_above(units: Mapping[str, Unit], code: str) -> str | None:
    """The nearest active unit above this one; None at the top."""
    return next((up for up in above(units, code) if not units[up].retired), None)
