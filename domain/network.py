"""What may be changed in the network of units: who stands above whom, who may be retired."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from domain.deadlines import ORDER, Clocks
from domain.units import Level, Unit, above

UNIT_CLOCKS = (
    "accept_days",
    "word_days",
    "close_days",
    "hard_days",
    "referral_days",
    "longest_months",
    "danger_hours",
    "appeal_days",
    "needs_info_days",
)
"""The clocks that a unit may set otherwise; the others are the deployment's alone."""
MOST_TIME = 3660  # days, months or hours: more is a slip of the finger


def may_be_parent(units: Mapping[str, Unit], unit: Unit, parent: str) -> bool:
    """Whether a unit may stand below another: one at work, of a higher level, never in a circle."""
    found = units.get(parent)
    if found is None or found.retired or found.level <= unit.level:
        return False
    return unit.code not in (parent, *above(units, parent))


def parents_for(units: Mapping[str, Unit], unit: Unit) -> tuple[str, ...]:
    """The units that this one may stand below."""
    return tuple(code for code in units if may_be_parent(units, unit, code))


def at_work_below(units: Mapping[str, Unit], code: str) -> tuple[str, ...]:
    """The units at work anywhere below this one."""
    return tuple(
        each.code for each in units.values() if not each.retired and code in above(units, each.code)
    )


def levels_for(units: Mapping[str, Unit], unit: Unit) -> tuple[Level, ...]:
    """The levels that a unit may have: above those below it; the last province stays one."""
    below = [each.level for each in units.values() if each.parent == unit.code and not each.retired]
    if _is_last_province(units, unit.code):
        return (Level.PROVINCE,)
    return tuple(level for level in Level if all(level > each for each in below))


def retire_to(units: Mapping[str, Unit], code: str) -> str | None:
    """Who gets the open cases of a unit that is retired: the nearest above, else a province.

    None where nobody is left.
    """
    for up in above(units, code):
        if not units[up].retired:
            return up
    return next(
        (
            each.code
            for each in units.values()
            if each.level is Level.PROVINCE and not each.retired and each.code != code
        ),
        None,
    )


def why_not_retire(units: Mapping[str, Unit], code: str) -> str:
    """The key of what stands against it, or nothing."""
    unit = units.get(code)
    if unit is None:
        return "unit-unknown"
    if unit.retired:
        return "unit-retired-already"
    if at_work_below(units, code):
        return "unit-has-below"
    return "unit-last-province" if _is_last_province(units, code) else ""


def owner_of_host(units: Iterable[Unit], host: str, *, but: str) -> str | None:
    """The unit at work that exactly this host, or its www, belongs to already."""
    return next(
        (
            unit.code
            for unit in units
            if {host, f"www.{host}"} & set(unit.hosts) and not unit.retired and unit.code != but
        ),
        None,
    )


def out_of_order(clocks: Clocks) -> tuple[str, str] | None:
    """Two clocks of which the earlier would ring after the later one; None where all is well."""
    for earlier, later, apart in ORDER:
        if getattr(clocks, earlier) > getattr(clocks, later) - apart:
            return earlier, later
    return None


def problem(units: Mapping[str, Unit], unit: Unit) -> str:
    """What keeps a unit from being at work as it is drawn up: a refusal's key, or nothing.

    Asked again when it is saved: others may have changed the network meanwhile.
    """
    others = {**units, unit.code: unit}
    if unit.level not in levels_for(
        {**units, unit.code: replace(unit, level=_was(units, unit))}, unit
    ):
        return "unit-level-unfit"
    if unit.level is Level.PROVINCE:
        if unit.parent is not None:
            return "unit-parent-unfit"
    elif unit.parent is None or not may_be_parent(others, unit, unit.parent):
        return "unit-parent-unfit"
    if any(owner_of_host(units.values(), host, but=unit.code) for host in unit.hosts):
        return "unit-host-taken-meanwhile"
    return ""


def _was(units: Mapping[str, Unit], unit: Unit) -> Level:
    return units[unit.code].level if unit.code in units else unit.level


def _is_last_province(units: Mapping[str, Unit], code: str) -> bool:
    provinces = [
        each.code for each in units.values() if each.level is Level.PROVINCE and not each.retired
    ]
    return provinces == [code]
