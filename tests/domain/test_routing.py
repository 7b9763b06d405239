"""A case's way through the network: bounces, one return each, and who owns it in the end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.network.units import Level, Unit, above
from domain.routing import (
    MOST_BOUNCES,
    HandoverKind,
    Hop,
    allowed_unit,
    bounces,
    common_parent,
    may_have,
    next_above,
    owner_after,
    returnable,
    route,
)


def unit(code, level, parent=None, *, retired=False):
    return Unit(code=code, level=level, parent=parent, names={"en": code}, retired=retired)


UNITS = {
    each.code: each
    for each in (
        unit("top", Level.PROVINCE),
        unit("east", Level.CITY, "top"),
        unit("west", Level.CITY, "top"),
        unit("east-site", Level.SITE, "east"),
        unit("east-page", Level.SITE, "east"),
        unit("top-site", Level.SITE, "top"),
    )
}


def way(*codes, kinds=None):
    hops = list(itertools.pairwise(codes))
    return [
        Hop(kind=kind, start=start, to=to, who="x", reason="", moved_at=0)
        for (start, to), kind in zip(
            hops, kinds or [HandoverKind.TRANSFER] * len(hops), strict=True
        )
    ]


@pytest.mark.parametrize(
    ("codes", "count"),
    [
        ((), 0),
        (("east", "west"), 0),
        (("east", "west", "east"), 1),
        (("east", "west", "east", "west"), 2),
        (("east", "west", "top", "east"), 1),
        (("east", "west", "top", "east-site"), 0),
    ],
)
def test_a_bounce_is_coming_to_where_a_case_has_been(codes, count):
    assert bounces(way(*codes)) == count


@pytest.mark.parametrize(
    ("been", "start", "to", "expected"),
    [
        (("east",), "east", "west", ("west", None)),
        (("east", "west"), "west", "east", ("east", None)),
        (("east", "west", "east"), "east", "west", ("west", None)),
        (("east", "west", "east", "west"), "west", "east", ("top", HandoverKind.COMMON_PARENT)),
        (("east", "west", "east", "west"), "west", "east-site", ("east-site", None)),
        (
            ("east-site", "east", "east-site", "east"),
            "east",
            "east-site",
            ("east", HandoverKind.COMMON_PARENT),
        ),
    ],
)
def test_who_owns_a_case_that_is_sent_on(been, start, to, expected):
    assert owner_after(UNITS, way(*been), start, to) == expected


@pytest.mark.parametrize(
    ("one", "other", "parent"),
    [
        ("east", "west", "top"),
        ("east-site", "east-page", "east"),
        ("east-site", "east", "east"),
        ("east-site", "top-site", "top"),
        ("top", "east-site", "top"),
    ],
)
def test_the_common_parent_is_the_nearest_above_both(one, other, parent):
    assert common_parent(UNITS, one, other) == parent
    assert common_parent(UNITS, other, one) == parent


def test_a_unit_that_is_closed_is_passed_over():
    units = {**UNITS, "east": unit("east", Level.CITY, "top", retired=True)}
    assert common_parent(units, "east-site", "east-page") == "top"
    assert next_above(units, "east-site") == "top"
    assert next_above(UNITS, "east-site") == "east"
    assert next_above(UNITS, "top") is None


def test_only_what_was_transferred_goes_back_and_only_once():
    once = way("east", "west")
    assert returnable(once, "west")
    assert not returnable(once, "east")
    assert not returnable([], "east")
    back = way("east", "west", "east", kinds=[HandoverKind.TRANSFER, HandoverKind.RETURN])
    assert not returnable(back, "east")
    again = way(
        "east",
        "west",
        "east",
        "west",
        kinds=[HandoverKind.TRANSFER, HandoverKind.RETURN, HandoverKind.TRANSFER],
    )
    assert not returnable(again, "west")
    taken = way("east-site", "east", kinds=[HandoverKind.TAKE_OVER])
    assert not returnable(taken, "east")


@given(st.lists(st.sampled_from(sorted(UNITS)), max_size=30))
def test_however_units_pass_it_on_a_case_bounces_no_more_than_that(targets):
    """What bounces too often goes up, and in a finite network it comes to rest."""
    at, been, had, again = "east", [], {"east"}, 0
    for target in targets:
        if target == at:
            continue
        to, kind = owner_after(UNITS, been, at, target)
        if kind is HandoverKind.COMMON_PARENT:
            assert to == at or to in above(UNITS, at)
            if to == at:
                continue  # it stays: nobody else is asked again
        else:
            again += to in had
        been += way(at, to, kinds=[kind or HandoverKind.TRANSFER])
        had.add(to)
        at = to
    assert again <= MOST_BOUNCES


SITE, CITY, PROVINCE = Level


@pytest.mark.parametrize(
    ("meant", "minimum", "gets"),
    [
        ("east-site", SITE, "east-site"),
        ("east-site", CITY, "east"),
        ("east-site", PROVINCE, "top"),
        ("east", SITE, "east"),
        ("east", CITY, "east"),
        ("east", PROVINCE, "top"),
        ("top", PROVINCE, "top"),
        ("top-site", CITY, "top"),
        ("nobody", SITE, "top"),
    ],
)
def test_a_case_meant_for_a_unit_that_may_not_have_it_goes_to_the_first_above_that_may(
    meant, minimum, gets
):
    assert allowed_unit(UNITS, meant, minimum) == gets


def test_a_unit_at_work_no_more_gets_nothing():
    units = {**UNITS, "east": unit("east", Level.CITY, "top", retired=True)}
    assert allowed_unit(units, "east", SITE) == "top"
    assert allowed_unit(units, "east-site", CITY) == "top"
    assert not may_have(units["east"], SITE)


def test_where_nobody_above_may_have_it_a_province_gets_it():
    lost = {**UNITS, "lost": unit("lost", Level.SITE, "gone")}
    assert allowed_unit(lost, "lost", CITY) == "top"
    alone = {"lost": lost["lost"]}
    with pytest.raises(ValueError, match="province"):
        allowed_unit(alone, "lost", CITY)


@given(st.sampled_from(sorted(UNITS)), st.sampled_from(Level), st.sets(st.sampled_from(["east"])))
def test_whoever_gets_a_case_may_have_it(meant, minimum, gone):
    units = {
        code: unit(code, each.level, each.parent, retired=code in gone)
        for code, each in UNITS.items()
    }
    assert may_have(units[allowed_unit(units, meant, minimum)], minimum)


@st.composite
def networks(draw):
    """A province, and units of any level below it or below each other, some of them retired."""
    units = {"top": unit("top", Level.PROVINCE)}
    for number in range(draw(st.integers(0, 9))):
        level = draw(st.sampled_from(Level))
        parents = [code for code, each in units.items() if each.level >= level]
        code, parent = f"u{number}", draw(st.sampled_from(parents))
        units[code] = unit(code, level, parent, retired=draw(st.booleans()))
    return units


@given(networks(), st.data(), st.sampled_from(Level))
def test_by_every_way_in_a_case_comes_to_a_unit_that_may_have_it(units, data, minimum):
    """A host, a region, a link or a card, an entry, a transfer, a return, a retirement."""
    codes = st.sampled_from([*sorted(units), "nobody"])
    hosts = {f"{code}.cn": each for code, each in units.items() if not each.retired}
    routed = route(
        units,
        hosts,
        host=data.draw(st.sampled_from([*hosts, "elsewhere.cn"])),
        region=data.draw(codes),
        minimum=minimum,
    )
    asked = allowed_unit(units, data.draw(codes), minimum)
    at = data.draw(st.sampled_from([routed, asked]))
    for target in data.draw(st.lists(st.sampled_from(sorted(units)), max_size=9)):
        if target != at and may_have(units[target], minimum):
            owner, _ = owner_after(units, way("top", at), at, target)
            at = allowed_unit(units, owner, minimum)
        assert may_have(units[at], minimum)
    assert may_have(units[routed], minimum)
    assert may_have(units[asked], minimum)
    retired = units[at]
    if retired.code != "top":
        gone = {**units, at: unit(at, retired.level, retired.parent, retired=True)}
        to = allowed_unit(gone, at, minimum)
        assert may_have(gone[to], minimum)
        assert to != at
