"""Rules for changes of the network of units: parents, levels, retirement, deadlines."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from domain.clocks.deadlines import ORDER, Clocks
from domain.core.names import Names
from domain.network.units import Level, Unit, above

UNIT_CLOCKS = (
    "accept_days",
    "word_days",
    "close_days",
    "hard_days",
    "referral_days",
    "longest_months",
    "danger_hours",
    "removal_hours",
    "appeal_days",
    "needs_info_days",
)
"""The deadlines that a unit may override."""
MOST_TIME = 3660  # days, months or hours; more is a typing error


def may_be_parent(units: Mapping[str, Unit], unit: Unit, parent: str) -> bool:
    """Whether a unit may be the parent of another: active, of a higher level, without a cycle."""
    found = units.get(parent)
    if found is None or found.retired or found.level <= unit.level:
        return False
    return unit.code not in (parent, *above(units, parent))


def parents_for(units: Mapping[str, Unit], unit: Unit) -> tuple[str, ...]:
    """The possible parents of this unit."""
    return tuple(code for code in units if may_be_parent(units, unit, code))


def at_work_below(units: Mapping[str, Unit], code: str) -> tuple[str, ...]:
    """The active units below this one, at any depth."""
    return tuple(
        each.code for each in units.values() if not each.retired and code in above(units, each.code)
    )


def levels_for(units: Mapping[str, Unit], unit: Unit) -> tuple[Level, ...]:
    """The levels that a unit may have: above the units below it; the last province stays one."""
    below = [each.level for each in units.values() if each.parent == unit.code and not each.retired]
    if _is_last_province(units, unit.code):
        return (Level.PROVINCE,)
    return tuple(level for level in Level if all(level > each for each in below))


def retire_to(units: Mapping[str, Unit], code: str) -> str | None:
    """The unit that gets the open cases of a retired one: the nearest above, else a province.

    None if there is none.
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
    """The locale key of the reason why a unit cannot be retired, or an empty string."""
    unit = units.get(code)
    if unit is None:
        return "unit-unknown"
    if unit.retired:
        return "unit-retired-already"
    if at_work_below(units, code):
        return "unit-has-below"
    return "unit-last-province" if _is_last_province(units, code) else ""


def owner_of_host(units: Iterable[Unit], host: str, *, but: str) -> str | None:
    """The active unit that already has exactly this host, or its www form."""
    return next(
        (
            unit.code
            for unit in units
            if {host, f"www.{host}"} & set(unit.hosts) and not unit.retired and unit.code != but
        ),
        None,
    )


def owner_of_name(units: Iterable[Unit], names: Names, *, but: str) -> str | None:
    """The active unit that already has one of these names in the same language."""
    return next(
        (
            unit.code
            for unit in units
            if not unit.retired
            and unit.code != but
            and any(unit.names.get(locale) == name for locale, name in names.items())
        ),
        None,
    )


def out_of_order(clocks: Clocks) -> tuple[str, str] | None:
    """Two deadlines in the wrong order; None if all are in order."""
    for earlier, later, apart in ORDER:
        if getattr(clocks, earlier) > getattr(clocks, later) - apart:
            return earlier, later
    return None


def problem(units: Mapping[str, Unit], unit: Unit) -> str:
    """The locale key of what is wrong with a unit's data, or nothing.

    Also called on saving, since others may have changed the network meanwhile.
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
