"""Roles and authority: a generated matrix of who may do what where."""

import itertools

import pytest

from domain.core.errors import NotAllowed
from domain.network.people import NEEDED, Person, Role, authorize, role_in
from tests.support.shipped import PROFILE

UNITS = PROFILE.by_code


def person(grants=None, *, admin=False):
    return Person(who="x", locale="en", grants=grants or {}, admin=admin)


@pytest.mark.parametrize(
    ("grants", "unit", "expected"),
    [
        ({}, "changsha", Role.NOBODY),
        ({"changsha": Role.MODERATOR}, "changsha", Role.MODERATOR),
        ({"changsha": Role.LEAD}, "changsha", Role.LEAD),
        ({"changsha": Role.MODERATOR}, "changshacn", Role.NOBODY),
        ({"changsha": Role.LEAD}, "changshacn", Role.PARENT_LEAD),
        ({"hunan": Role.LEAD}, "changshacn", Role.PARENT_LEAD),
        ({"hunan": Role.LEAD}, "changsha", Role.PARENT_LEAD),
        ({"hunan": Role.MODERATOR}, "changsha", Role.NOBODY),
        ({"changshacn": Role.LEAD}, "changsha", Role.NOBODY),
        ({"yueyang": Role.LEAD}, "changsha", Role.NOBODY),
        ({"changsha": Role.LEAD, "hunan": Role.LEAD}, "changsha", Role.PARENT_LEAD),
        ({"changsha": Role.LEAD}, "no-such-unit", Role.NOBODY),
    ],
)
def test_a_role_is_held_in_a_unit_and_reaches_down_from_a_lead(grants, unit, expected):
    assert role_in(person(grants), unit, UNITS) is expected


def test_an_admin_is_one_everywhere():
    assert {role_in(person(admin=True), unit, UNITS) for unit in UNITS} == {Role.ADMIN}


@pytest.mark.parametrize(
    ("verb", "role"), list(itertools.product(NEEDED, (Role.MODERATOR, Role.LEAD)))
)
def test_a_verb_is_allowed_from_its_role_up_and_in_that_unit_alone(verb, role):
    staff = person({"changsha": role})
    if role >= NEEDED[verb]:
        assert authorize(staff, verb, "changsha", UNITS) is role
    else:
        with pytest.raises(NotAllowed):
            authorize(staff, verb, "changsha", UNITS)
    with pytest.raises(NotAllowed):
        authorize(staff, verb, "yueyang", UNITS)


@pytest.mark.parametrize("verb", NEEDED)
def test_a_stranger_may_do_nothing(verb):
    with pytest.raises(NotAllowed):
        authorize(person(), verb, "changsha", UNITS)


def test_who_is_staff():
    assert not person().is_staff
    assert person({"changsha": Role.MODERATOR}).is_staff
    assert person(admin=True).is_staff
    assert person({"changsha": Role.MODERATOR, "hunan": Role.LEAD}).leads == ("hunan",)
