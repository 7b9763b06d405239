"""Changing the network: levels, parents, circles, retiring; a table for each rule."""

import pytest
from msgspec.structs import replace

from domain.deadlines import Clocks
from domain.network import (
    at_work_below,
    levels_for,
    may_be_parent,
    out_of_order,
    owner_of_host,
    parents_for,
    problem,
    retire_to,
    why_not_retire,
)
from domain.units import Level, Unit


def a_unit(code, level, parent=None, **more):
    return Unit(code=code, level=level, parent=parent, names={"en": code}, **more)


def network(*changed, without=()):
    """A province, two cities, a site below each and one below the province."""
    units = [
        a_unit("p", Level.PROVINCE),
        a_unit("c1", Level.CITY, "p"),
        a_unit("c2", Level.CITY, "p"),
        a_unit("s0", Level.SITE, "p", hosts=("s0.cn",)),
        a_unit("s1", Level.SITE, "c1"),
        a_unit("s2", Level.SITE, "c2"),
    ]
    found = {unit.code: unit for unit in units if unit.code not in without}
    return found | {unit.code: unit for unit in changed}


RETIRED = replace(network()["c1"], retired=True)


@pytest.mark.parametrize(
    ("unit", "parent", "expected"),
    [
        ("s1", "c2", True),
        ("s1", "p", True),
        ("s1", "s2", False),  # not a higher level
        ("c1", "c2", False),
        ("c1", "s1", False),
        ("c1", "c1", False),
        ("p", "p", False),
        ("s1", "nowhere", False),
    ],
)
def test_who_may_stand_above_whom(unit, parent, expected):
    units = network()
    assert may_be_parent(units, units[unit], parent) is expected


def test_no_circle_is_ever_closed():
    units = network(a_unit("p2", Level.PROVINCE, "s1"))  # data made by hand
    lifted = replace(units["s1"], level=Level.SITE)
    assert not may_be_parent(units, lifted, "p2")


def test_nobody_stands_below_a_unit_that_is_retired():
    units = network(RETIRED)
    assert parents_for(units, units["s2"]) == ("p", "c2")


@pytest.mark.parametrize(
    ("code", "expected"),
    [("p", ("c1", "c2", "s0", "s1", "s2")), ("c1", ("s1",)), ("s1", ()), ("nowhere", ())],
)
def test_what_is_at_work_below(code, expected):
    assert at_work_below(network(), code) == expected


def test_below_a_retired_unit_there_may_still_be_one_at_work():
    assert at_work_below(network(RETIRED), "p") == ("c2", "s0", "s1", "s2")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("p", (Level.PROVINCE,)),  # the last one
        ("c1", (Level.CITY, Level.PROVINCE)),  # a site is below it
        ("s1", (Level.SITE, Level.CITY, Level.PROVINCE)),
    ],
)
def test_a_unit_stays_above_what_is_below_it(code, expected):
    units = network()
    assert levels_for(units, units[code]) == expected


def test_with_a_second_province_the_first_may_be_something_else():
    units = network(a_unit("p2", Level.PROVINCE), without=("c1", "c2", "s0", "s1", "s2"))
    assert levels_for(units, units["p"]) == tuple(Level)


@pytest.mark.parametrize(
    ("units", "code", "expected"),
    [
        (network(), "s1", "c1"),
        (network(RETIRED), "s1", "p"),  # the nearest at work
        (network(), "c1", "p"),
        (network(), "p", None),
        (network(a_unit("p2", Level.PROVINCE)), "p", "p2"),
    ],
)
def test_who_gets_the_cases_of_a_unit_that_is_retired(units, code, expected):
    assert retire_to(units, code) == expected


@pytest.mark.parametrize(
    ("units", "code", "expected"),
    [
        (network(), "s1", ""),
        (network(), "c1", "unit-has-below"),
        (network(), "p", "unit-has-below"),
        (network(RETIRED), "c1", "unit-retired-already"),
        (network(), "nowhere", "unit-unknown"),
        (network(without=("c1", "c2", "s0", "s1", "s2")), "p", "unit-last-province"),
        (network(replace(network()["s1"], retired=True)), "c1", ""),
    ],
)
def test_who_may_be_retired(units, code, expected):
    assert why_not_retire(units, code) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (network()["s1"], ""),
        (a_unit("new", Level.SITE, "c1"), ""),
        (a_unit("new", Level.SITE), "unit-parent-unfit"),
        (a_unit("new", Level.CITY, "c1"), "unit-parent-unfit"),
        (a_unit("new", Level.PROVINCE, "p"), "unit-parent-unfit"),
        (a_unit("new", Level.PROVINCE), ""),
        (a_unit("c1", Level.SITE, "p"), "unit-level-unfit"),
        (a_unit("p", Level.CITY, "p"), "unit-level-unfit"),
        (a_unit("new", Level.SITE, "p", hosts=("s0.cn",)), "unit-host-taken-meanwhile"),
        (a_unit("s0", Level.SITE, "p", hosts=("s0.cn",)), ""),
    ],
)
def test_what_is_drawn_up_is_checked_as_a_whole(unit, expected):
    assert problem(network(), unit) == expected


def test_a_host_belongs_to_one_unit_at_work():
    units = network()
    assert owner_of_host(units.values(), "s0.cn", but="s1") == "s0"
    www = replace(units["s0"], hosts=("www.s9.cn",))
    assert owner_of_host([www], "s9.cn", but="s1") == "s0"
    assert owner_of_host(units.values(), "s0.cn", but="s0") is None
    gone = network(replace(units["s0"], retired=True))
    assert owner_of_host(gone.values(), "s0.cn", but="s1") is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"accept_days": 6}, None),
        ({"accept_days": 7}, ("accept_days", "close_days")),
        ({"close_days": 11}, ("close_days", "hard_days")),
        ({"needs_info_days": 7}, ("needs_info_reminder_days", "needs_info_days")),
    ],
)
def test_no_clock_rings_before_an_earlier_one(changes, expected):
    assert out_of_order(replace(Clocks(), **changes)) == expected
