"""Whenever somebody gets a role, all admins and the leads of the units above are told."""

import re

from domain.network.people import Role
from tests.dialogs.network.test_on_call import makes_deputy
from tests.dialogs.network.test_units import CHANGSHA
from usecases.network import staff
from usecases.session import by_system

LINK = re.compile(r"start=(i_[\w-]+)")


async def test_admins_and_leads_above_are_told_of_a_new_moderator_and_others_are_not(
    world, admin, lead
):
    above = await world.staff("Tan", Role.LEAD, unit="hunan")
    beside = await world.staff("Xie", Role.LEAD, unit="hengyang")
    await lead.says("/grant")
    await lead.taps(CHANGSHA)
    await lead.taps("moderator")
    payload = LINK.search(lead.texts(1))[1]

    await world.person("Hu").says(f"/start {payload}")

    told = {"name": "Hu", "role": "moderator", "unit": CHANGSHA, "by": "Zhou"}
    for talker in (admin, above):
        talker.sees("notice-role_given", **told)
    for talker in (lead, beside):
        assert talker.words("notice-role_given", **told) not in talker.texts()


async def test_every_admin_is_told_of_an_admin_whom_the_operator_invited(world, admin):
    invited = await world.db.run(by_system, world.jubao.services.conditions(), staff.invite_admin)
    await world.person("Deng").says(f"/start i_{invited.token}")
    admin.sees("notice-role_given-everywhere", name="Deng", role="admin", by="the operator")


async def test_a_deputy_is_told_of_with_the_day_it_ends(world, admin, lead, moderator):
    await makes_deputy(lead)
    assert "Chen is now lead of" in admin.texts()
    assert "As a deputy, until" in admin.texts()


async def test_who_removes_the_last_lead_is_told_what_it_means(world, lead, moderator):
    above = "Hunan Internet Illegal and Harmful Information Reporting Centre"
    chief = await world.staff("Chief", Role.LEAD, unit="hunan")
    await chief.says("/staff")
    await chief.taps("Changsha Internet")
    assert chief.words("staff-no-lead", above=above) not in chief.texts(1)

    await chief.taps("Remove Chen")
    assert chief.words("staff-no-lead", above=above) not in chief.texts(1)
    await chief.taps("‹ Back")
    await chief.taps("Remove Zhou")
    chief.sees("staff-no-lead", above=above)
    await chief.taps("Yes, remove")
    chief.sees("staff-no-lead", above=above)
