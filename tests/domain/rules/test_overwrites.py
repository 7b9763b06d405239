"""What a file from outside empties or changes without a word, and what has to be confirmed."""

import pytest
from msgspec.structs import replace

from domain.network.units import Level, Unit
from domain.rules.overwrites import of_profile, of_units
from tests.support.shipped import PROFILE

UNITS = PROFILE.units


def column(field, value, which=slice(None), of=UNITS):
    """The units with a new value in one field of some rows: `value` is made from the row."""
    rows = set(range(len(of))[which])
    return tuple(
        replace(unit, **{field: value(place)}) if place in rows else unit
        for place, unit in enumerate(of)
    )


def emptied(field, empty, which=slice(None)):
    return column(field, lambda place: empty, which)


def slid(field, which=slice(None)):
    """Each row has what the row above it had."""
    return column(field, lambda place: getattr(UNITS[place - 1], field), which)


TABLE = {
    "nothing": (UNITS, []),
    "the phone of one unit": (emptied("phone", "", slice(1)), []),
    "the phones of a third": (emptied("phone", "", slice(10)), []),
    "the phones of more than a third": (emptied("phone", "", slice(11)), ["phone"]),
    "all phones": (emptied("phone", ""), ["phone"]),
    "all mails": (emptied("email", None), ["email"]),
    "all hosts": (emptied("hosts", ()), ["hosts"]),
    "the only website": (emptied("website", None), []),
    "all areas": (emptied("area", ""), ["area"]),
    "stars in all mails": (emptied("email_masked", True), ["email"]),
    "other phones for all": (column("phone", lambda place: f"0731-{place + 10000}"), ["phone"]),
    "other phones for a third": (
        column("phone", lambda place: f"0731-{place + 10000}", slice(10)),
        [],
    ),
    "phones one row down": (slid("phone"), ["phone"]),
    "mails one row down": (slid("email"), ["email"]),
    "hosts one row down": (slid("hosts"), ["hosts"]),
    "names one row down": (slid("names"), ["names"]),
    "three phones one row down": (slid("phone", slice(3, 6)), ["phone"]),
    "two phones swapped": (slid("phone", slice(3, 5)), []),
    "one number copied over five": (
        column("phone", lambda place: UNITS[0].phone, slice(1, 6)),
        ["phone"],
    ),
    "another language in all names": (
        column("names", lambda place: {**UNITS[place].names, "fr": "Bureau"}),
        [],
    ),
    "a language less in all names": (column("names", lambda place: {"en": "Office"}), ["names"]),
    "one host more for all": (
        column("hosts", lambda place: (*UNITS[place].hosts, f"h{place}.cn")),
        [],
    ),
    "all units gone": ((), []),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_directory_with(name):
    new, expected = TABLE[name]
    assert [found.field for found in of_units(UNITS, new)] == expected
    assert [found.field for found in of_profile(PROFILE, replace(PROFILE, units=new))] == expected


def test_a_value_that_was_empty_is_filled_without_a_word():
    assert of_units(emptied("phone", ""), UNITS) == ()
    assert of_units((), UNITS) == ()


def test_units_that_are_retired_do_not_count():
    retired = tuple(replace(unit, retired=True) for unit in UNITS)
    assert of_units(retired, emptied("phone", "")) == ()


@pytest.mark.parametrize(("count", "expected"), [(1, []), (2, ["phone"]), (3, ["phone"])])
def test_a_small_network_that_loses_every_phone(count, expected):
    few = tuple(
        Unit(code=f"unit-{place}", level=Level.CITY, names={"en": str(place)}, phone=f"1234{place}")
        for place in range(count)
    )
    assert [
        found.field for found in of_units(few, column("phone", lambda _: "", of=few))
    ] == expected


def test_it_names_the_units_and_whose_value_they_have():
    (found,) = of_units(UNITS, slid("phone", slice(1, 4)))
    codes = [unit.code for unit in UNITS[:4]]
    assert (found.kind, found.emptied, found.changed) == ("units", (), tuple(codes[1:]))
    assert found.taken == tuple(zip(codes[1:], codes, strict=False))
    assert found.of == len(UNITS)


def with_each(entries, **values):
    return tuple(replace(each, **values) for each in entries)


def with_taxonomy(**parts):
    return replace(PROFILE, taxonomy=replace(PROFILE.taxonomy, **parts))


PROVIDERS, TAXONOMY = PROFILE.providers, PROFILE.taxonomy
PARTS = {
    "no channel of a provider": (
        replace(PROFILE, providers=with_each(PROVIDERS, channel="")),
        [("providers", "channel")],
    ),
    "channels one row down": (
        replace(
            PROFILE,
            providers=tuple(
                replace(each, channel=PROVIDERS[place - 1].channel)
                for place, each in enumerate(PROVIDERS)
            ),
        ),
        [("providers", "channel")],
    ),
    "no hosts of a provider": (
        replace(PROFILE, providers=with_each(PROVIDERS, hosts=())),
        [("providers", "hosts")],
    ),
    "no rules of a category": (
        with_taxonomy(categories=with_each(TAXONOMY.categories, rules=())),
        [("categories", "rules")],
    ),
    "no bottom lines of a rule": (
        with_taxonomy(rules=with_each(TAXONOMY.rules, bottom_line="")),
        [("rules", "bottom_line")],
    ),
    "retired rules": (with_taxonomy(rules=with_each(TAXONOMY.rules, retired=True)), []),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_profile_with(name):
    new, expected = PARTS[name]
    assert [(found.kind, found.field) for found in of_profile(PROFILE, new)] == expected
