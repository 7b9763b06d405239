"""A case's way through the network: who may have it, where it begins, and where it goes on to."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from domain.units import Level, Unit, above, site_of

MOST_BOUNCES = 2  # a third one and the units' common parent owns the case


class Kind(StrEnum):
    """How a case came from one unit to another."""

    TRANSFER = "transfer"
    RETURN = "return"
    COMMON_PARENT = "common_parent"  # it had bounced too often
    TAKE_OVER = "take_over"
    RETIRED = "retired"  # the unit that had it is at work no more
    CATEGORY = "category"  # it was put under a category that the unit may not have


class Hop(Struct, frozen=True, kw_only=True):
    """One step of a case's way; `moved_at` in unix seconds, `who` a person's fingerprint."""

    kind: Kind
    start: str
    to: str
    who: str
    reason: str
    moved_at: int


def may_have(unit: Unit, minimum: Level) -> bool:
    """Whether a unit may be given a case of a category with this minimum level."""
    return not unit.retired and unit.level >= minimum


def allowed_unit(units: Mapping[str, Unit], code: str, minimum: Level) -> str:
    """The unit that gets a case that is meant for this one: itself, or the first above that may.

    A province where none above may. Every way by which a case comes to a unit leads through this.
    Raises ValueError where there is no province.
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

    `known` are the units by their code, `hosts` those at work by their hosts.

    The site that the host belongs to, or the unit of the category's minimum level above that site;
    else the region's city; else the province. A site directly under the province has no city above
    it: a category for cities goes by region then. Retired units are passed over. Raises ValueError
    where there is no province.
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
    """How often a case has come to a unit that had had it before."""
    had, count = {hop.start for hop in way[:1]}, 0
    for hop in way:
        count += hop.to in had
        had.add(hop.to)
    return count


def returnable(way: Sequence[Hop], unit: str) -> bool:
    """Whether a unit may send a case back: once, and only what was transferred to it."""
    if not way or way[-1].kind is not Kind.TRANSFER or way[-1].to != unit:
        return False
    return not any(hop.kind is Kind.RETURN and hop.start == unit for hop in way)


def owner_after(
    units: Mapping[str, Unit], way: Sequence[Hop], start: str, to: str
) -> tuple[str, Kind | None]:
    """Who owns a case that is to go from `start` to `to`.

    The kind is `COMMON_PARENT` where it has bounced too often to go there once more, else None.
    """
    had = {start, *(hop.start for hop in way), *(hop.to for hop in way)}
    if to not in had or bounces(way) < MOST_BOUNCES:
        return to, None
    return common_parent(units, start, to), Kind.COMMON_PARENT


def common_parent(units: Mapping[str, Unit], one: str, other: str) -> str:
    """The nearest unit at work that both are below, or are themselves; else the highest above."""
    line = (one, *above(units, one))
    others = {other, *above(units, other)}
    shared = [code for code in line if code in others and not units[code].retired]
    return shared[0] if shared else line[-1]


def next_above(units: Mapping[str, Unit], code: str) -> str | None:
    """The nearest unit at work above this one; None at the top."""
    return next((up for up in above(units, code) if not units[up].retired), None)
