"""A unit's people and its group: names from anywhere, buttons that always pack, links that work."""

import pytest

from domain.network.people import GRANTABLE, Member, Person, Role
from handlers.network import staff_screens
from handlers.network.callbacks import GrantIn, PickStaffOf, Revoke, RevokeSurely, StaffOf
from handlers.ui import unit_picker
from handlers.ui.localizer import Localizer
from handlers.ui.sanitize import harmless
from tests.support.chat import catalog
from tests.support.life import NOON
from tests.support.looks import look
from usecases.network.staff import Invited, Joined, Leaver, Staff

NAMES = ["Wu", "", "<b>@rumours</b>", "https://evil.example", "\u202eabc", "名" * 200]


@pytest.fixture(params=["en", "zh-Hans"])
def localizer(request, profile):
    return Localizer(catalog(), profile, request.param)


def a_person(number, name="Wu"):
    return Person(who=f"{number:032x}", locale="en", name=name)


def changsha(profile, *people):
    members = tuple(Member(person=person, role=role) for person, role in people)
    return Staff(unit=profile.by_code["changsha"], people=members)


def test_the_people_of_a_unit_are_named_with_their_roles(localizer, profile):
    staff = changsha(profile, (a_person(1), Role.MODERATOR), (a_person(2, "Zhou"), Role.LEAD))

    found = look(staff_screens.people(localizer, staff, "jubao_bot"))

    assert f"Wu — {localizer.say('role-moderator')}" in found.text
    assert f"Zhou — {localizer.say('role-lead')}" in found.text
    assert localizer.say("staff-revoke", name="Wu") in found.labels


def test_buttons_on_people_carry_the_beginning_of_their_fingerprint(localizer, profile):
    person = Person(who="0123456789abcdef" * 2, locale="en", name="Wu")

    screen = staff_screens.people(localizer, changsha(profile, (person, Role.LEAD)), "jubao_bot")

    assert screen.rows[0][0].button == Revoke(unit="changsha", who="0123456789abcdef")
    assert screen.rows[-1][0].button == GrantIn(unit="changsha", role=0)
    assert screen.rows[-1][1].url == "https://t.me/jubao_bot?startgroup=b_changsha"


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_colleague_is_called_nothing_in_it_is_live(localizer, profile, name):
    person = a_person(1, name)
    staff = changsha(profile, (person, Role.LEAD))

    for screen in (
        staff_screens.people(localizer, staff, "jubao_bot"),
        staff_screens.revoke_surely(localizer, Leaver(member=staff.people[0], left=staff)),
    ):
        found = look(screen)
        assert found.live == []
        assert all(len(label) <= 64 for label in found.labels)


def test_a_great_many_people_still_fit_a_message(localizer, profile):
    crowd = tuple((a_person(n, "名" * 200), Role.LEAD) for n in range(500))

    look(staff_screens.people(localizer, changsha(profile, *crowd), "jubao_bot"))


def test_a_unit_without_people_says_so(localizer, profile):
    found = look(staff_screens.people(localizer, changsha(profile), "jubao_bot"))

    assert localizer.say("staff-people-none") in found.text


@pytest.mark.parametrize("invite", [True, False])
def test_every_unit_has_its_button(localizer, profile, invite):
    picker = staff_screens.INVITE if invite else staff_screens.STAFF
    units = unit_picker.meant(profile.units, "")
    pages = [
        unit_picker.screen(localizer, picker, profile.units, page=page)
        for page in range(-(-len(units) // unit_picker.PAGE))
    ]
    buttons = [key.button for screen in pages for row in screen.rows for key in row]
    wanted = GrantIn if invite else PickStaffOf
    assert [each.unit for each in buttons if isinstance(each, wanted)] == [u.code for u in units]
    assert buttons[0] == (GrantIn("hunan", 0) if invite else PickStaffOf("hunan"))
    assert all(localizer.say("button-cancel") in look(screen).labels for screen in pages)


def test_a_role_is_chosen_among_those_that_are_held_in_a_unit(localizer):
    found = look(staff_screens.choose_role(localizer, "changsha", GRANTABLE))

    assert found.labels[:2] == [localizer.say("role-moderator"), localizer.say("role-lead")]


def test_an_invitation_is_a_link_to_copy_or_to_share(localizer, profile):
    invitation = Invited(
        token="a" * 32, unit=profile.by_code["changsha"], role=Role.LEAD, expires_at=NOON
    )

    screen = staff_screens.invited(localizer, invitation, "jubao_bot")

    found = look(screen)
    assert found.kinds("code") == [f"https://t.me/jubao_bot?start=i_{'a' * 32}"]
    assert localizer.when(NOON) in found.text
    assert screen.rows[0][0].url is not None
    assert "https%3A%2F%2Ft.me%2Fjubao_bot%3Fstart%3Di_" in screen.rows[0][0].url


def test_who_joined_is_told_what_they_are_and_where_the_work_is(localizer, profile):
    unit = profile.by_code["changsha"]
    joined = Joined(person=a_person(1), unit=unit, role=Role.LEAD)
    admin = Joined(person=a_person(1), unit=None, role=Role.ADMIN)

    assert unit.name(localizer.locale) in look(staff_screens.joined(localizer, joined)).text
    assert localizer.say("role-admin") in look(staff_screens.joined(localizer, admin)).text
    assert "/queue" in look(staff_screens.joined(localizer, joined)).text


def test_to_take_a_role_away_is_asked_once_more(localizer, profile):
    staff = changsha(profile, (a_person(1), Role.LEAD))
    only = staff.people[0]
    screen = staff_screens.revoke_surely(localizer, Leaver(member=only, left=staff.without(only)))

    assert screen.rows[0][0].button == RevokeSurely(unit="changsha", who="0" * 16)
    assert screen.rows[1][0].button == StaffOf(unit="changsha")
    above = localizer.unit("hunan")
    assert localizer.say("staff-no-lead", above=above) in look(screen).text


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_name(localizer, role):
    assert staff_screens.role_name(localizer, role)


@pytest.mark.parametrize(
    "word", ["filesystem:https://a.example/x", "https://a.example", "a.example", "@someone", "/x"]
)
def test_a_word_that_fits_no_unit_is_repeated_without_a_live_link(localizer, profile, word):
    found = look(unit_picker.screen(localizer, staff_screens.STAFF, profile.units, word=word))
    assert found.live == []
    assert harmless(word) in found.text
