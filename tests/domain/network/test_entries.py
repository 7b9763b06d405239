"""What is published of units: what differs, and what is too old to be trusted."""

import pytest
from msgspec.structs import replace

from domain.network.entries import (
    CHECK_DAYS,
    changes,
    difference,
    is_reached_by,
    is_stale,
    says_how_to_reach,
)
from domain.network.units import Level, Unit

DAY = 86_400
OFFICE = Unit(code="a", level=Level.PROVINCE, names={"zh-Hans": "甲", "en": "A"}, phone="12377")
SITE = Unit(
    code="b",
    level=Level.SITE,
    parent="a",
    names={"zh-Hans": "乙", "en": "B"},
    clocks={"accept_days": 2},
)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, {}),
        ({"phone": "12377转8"}, {"phone": ("12377", "12377转8")}),
        ({"email": "a**@x.cn"}, {"email": ("", "a**@x.cn")}),
        ({"hosts": ("x.cn", "y.cn")}, {"hosts": ("", "x.cn y.cn")}),
        ({"names": {"zh-Hans": "甲", "en": "AA"}}, {"names": ("甲 / A", "甲 / AA")}),
        ({"clocks": {"accept_days": 3}}, {}),  # not in the directory
        ({"retired": True}, {}),  # said by what was done
    ],
)
def test_a_change_is_said_field_by_field(change, found):
    assert changes(OFFICE, replace(OFFICE, **change)) == found


def test_of_a_new_unit_everything_it_says_is_new():
    assert changes(None, SITE) == {
        "level": ("", "site"),
        "parent": ("", "a"),
        "names": ("", "乙 / B"),
    }


def test_what_a_file_does_not_know_of_a_unit_stays():
    listed = replace(SITE, clocks={}, phone="1")
    found = difference([OFFICE, SITE], [OFFICE, listed])
    assert found.changed == ((replace(SITE, phone="1"), {"phone": ("", "1")}),)
    assert found.unchanged == 1


def test_a_unit_that_is_not_listed_is_retired_and_listed_again_is_back():
    gone = difference([OFFICE, SITE], [OFFICE])
    assert gone.retired == (replace(SITE, retired=True),)

    back = difference([OFFICE, *gone.retired], [OFFICE, SITE])
    assert back.restored == ((SITE, {}),)
    assert back.units == (SITE,)

    still = difference([OFFICE, *gone.retired], [OFFICE])
    assert still.units == ()


def test_a_mail_address_that_may_not_be_written_to_any_more_is_a_change():
    masked = replace(OFFICE, email="a@x.cn", email_masked=True)
    found = difference([replace(masked, email_masked=False)], [masked])
    assert found.changed == ((masked, {"email_masked": ("", "yes")}),)


def test_every_field_of_a_directory_that_changes_is_said():
    """A change that is stored but not listed would go unseen."""
    values = {
        "level": Level.CITY,
        "parent": "p",
        "names": {"en": "other"},
        "email_masked": True,
        "hosts": ("x.cn",),
    }
    own = {"code", "retired", "clocks", "holidays", "working"}
    for field in set(Unit.__struct_fields__) - own:
        new = replace(OFFICE, **{field: values.get(field, "other")})
        assert changes(OFFICE, new), field


@pytest.mark.parametrize(
    ("checked", "stale"),
    [(None, True), (0, True), (10 * DAY, True), (10 * DAY + 1, False), (100 * DAY, False)],
)
def test_a_check_is_good_for_ninety_days(checked, stale):
    assert is_stale(checked, (10 + CHECK_DAYS) * DAY) is stale


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Changsha and around", False),
        ("Dr. Li Ming / director", False),
        ("No. 12, Lane 9", False),
        ("call 12377", True),
        ("电话一二三七七", True),
        ("１２３７７", True),
        ("help@x.cn", True),
        ("t.me/help", True),
        ("x．cn", True),
    ],
)
def test_a_number_or_an_address_in_a_text_is_seen(text, expected):
    assert says_how_to_reach(text) is expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"names": {"en": "B"}}, True),
        ({"phone": "1"}, True),
        ({"email": "a@x.cn"}, True),
        ({"hosts": ("x.cn",)}, True),
        ({"website": "https://x.cn"}, True),
        ({"area": "the city"}, False),
        ({"area": "the city, call 12377"}, True),
        ({"level": Level.CITY, "parent": "p430100"}, False),
        ({"clocks": {"accept_days": 1}}, False),
    ],
)
def test_what_says_how_the_public_reaches_an_office(change, expected):
    assert is_reached_by(changes(OFFICE, replace(OFFICE, **change))) is expected


@pytest.mark.parametrize(
    ("known", "listed", "many"),
    [(31, 30, False), (31, 21, False), (31, 20, True), (31, 2, True), (3, 2, False), (2, 1, True)],
)
def test_more_than_a_third_of_the_active_units_are_many(known, listed, many):
    units = [replace(SITE, code=f"u{number}") for number in range(known)]
    gone = [replace(SITE, code=f"g{number}", retired=True) for number in range(40)]
    found = difference([*units, *gone], [*units[:listed], replace(SITE, code="new")])
    assert (found.active_before, len(found.retired)) == (known, known - listed)
    assert found.retires_many is many
