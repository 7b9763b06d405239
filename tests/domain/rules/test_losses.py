"""What a profile from outside takes away without a word, and what has to be confirmed."""

import pytest
from msgspec.structs import replace

from domain.network.units import Level
from domain.rules.losses import losses
from tests.support.shipped import PROFILE

YEAR = 2026


def without_units(keep):
    return replace(PROFILE, units=tuple(unit for unit in PROFILE.units if keep(unit)))


def with_taxonomy(**parts):
    return replace(PROFILE, taxonomy=replace(PROFILE.taxonomy, **parts))


def kept(entries, every):
    """The entries but for every n-th."""
    return tuple(each for place, each in enumerate(entries) if place % every)


SITE = next(unit.code for unit in PROFILE.units if unit.level is Level.SITE)
TABLE = {
    "nothing": (PROFILE, []),
    "one unit": (without_units(lambda unit: unit.code != SITE), []),
    "all but two units": (
        without_units(lambda unit: unit.code in {"hunan", "changsha"}),
        ["units", "units of the level site"],
    ),
    "a level": (
        without_units(lambda unit: unit.level is not Level.CITY),
        ["units", "units of the level city"],
    ),
    "every tenth category": (
        with_taxonomy(categories=kept(PROFILE.taxonomy.categories, 10)),
        [],
    ),
    "half of the categories": (
        with_taxonomy(categories=kept(PROFILE.taxonomy.categories, 2)),
        ["categories"],
    ),
    "all categories": (with_taxonomy(categories=()), ["categories"]),
    "half of the rules": (with_taxonomy(rules=kept(PROFILE.taxonomy.rules, 2)), ["rules"]),
    "the calendar": (
        replace(PROFILE, calendar=replace(PROFILE.calendar, holidays=frozenset())),
        ["years of the calendar"],
    ),
    "the calendar of the coming year": (
        replace(
            PROFILE,
            calendar=replace(
                PROFILE.calendar,
                holidays=frozenset(day for day in PROFILE.calendar.holidays if day.year == YEAR),
            ),
        ),
        ["years of the calendar"],
    ),
    "a year that is over": (
        replace(
            PROFILE,
            calendar=replace(
                PROFILE.calendar,
                holidays=frozenset(day for day in PROFILE.calendar.holidays if day.year != 2025),
            ),
        ),
        [],
    ),
    "the providers": (replace(PROFILE, providers=()), ["providers"]),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_profile_without(name):
    new, expected = TABLE[name]
    assert [loss.what for loss in losses(PROFILE, new, YEAR, busy=())] == expected


def test_a_single_unit_with_open_cases():
    (found,) = losses(PROFILE, without_units(lambda unit: unit.code != SITE), YEAR, busy=[SITE])
    assert (found.what, found.gone) == ("units with open cases", (SITE,))


def test_what_is_retired_already_is_no_loss():
    gone = tuple(replace(each, retired=True) for each in PROFILE.taxonomy.categories)
    before = with_taxonomy(categories=gone)
    assert losses(before, with_taxonomy(categories=()), YEAR, busy=()) == ()
