"""Nobody alone appoints who guards contacts: a second person confirms, and everybody is told."""

import pytest

from domain.network.people import Role
from handlers.network.callbacks import ConfirmCustodian
from storage.audit import journal
from storage.network import people
from tests.dialogs.identity.test_contacts import LINK, appointed, asks, files
from tests.dialogs.moderation.test_casework import newest

DAY = 24 * 3600


@pytest.fixture
async def second(world):
    """Another admin."""
    return await world.staff("Deng", Role.ADMIN)


async def named(world, admin, name="Li"):
    """Somebody whom an admin has named and who has accepted."""
    await admin.says("/grant")
    await admin.taps("➕ Custodian of identities")
    payload = LINK.search(admin.texts(1))[1]
    talker = world.person(name)
    await talker.says(f"/start {payload}")
    return talker


async def is_custodian(world, talker):
    def look(tx):
        return people.get(tx, people.who_is(tx, talker.account)).custodian

    return await world.db.run(look)


async def test_the_second_account_of_an_admin_is_no_custodian_by_that_admins_link(
    world, admin, second, citizen, moderator
):
    li = await named(world, admin)

    assert not await is_custodian(world, li)
    await files(world, citizen)
    assert "Request contact" not in await moderator.card_labels()
    who = await world.db.run(people.who_is, li.account)
    forged = ConfirmCustodian(who[:16]).pack()
    for talker in (admin, li):  # neither who named, nor who was named
        said = await talker.presses(talker.last["message_id"], forged)
        assert said in {talker.words("custodian-second"), talker.words("refusal-not-allowed")}
    assert not await is_custodian(world, li)
    await admin.says("/revoke")
    await admin.taps("Custodians of identities")
    admin.sees("custodian-waits", name="Li", by="He")
    assert "✅ Confirm Li" not in admin.labels()


async def test_a_second_admin_confirms_and_everybody_who_guards_is_told(world, admin, second):
    known = await appointed(world, admin, "Wu")
    li = await named(world, admin)
    for talker in (second, known):
        talker.sees("notice-custodian_named", name="Li", by="He")

    await second.taps("✅ Confirm Li")

    assert await is_custodian(world, li)
    since = {"since": world.jubao.services.localizer("en").when(int(world.at[0]) + DAY)}
    for talker in (admin, known, li):
        talker.sees("notice-custodian_confirmed", name="Li", by="Deng", **since)
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, 0)]
    assert verbs == ["invite", "named", "invite", "named", "appoint"]


async def test_a_custodian_in_office_confirms_another_where_there_is_one_admin(world, admin):
    known = await appointed(world, admin, "Wu")
    li = await named(world, admin)
    await known.taps("✅ Confirm Li")
    assert await is_custodian(world, li)


async def test_the_first_yes_comes_a_day_later_and_each_is_told_to_all_who_guard(
    world, admin, second, citizen, moderator
):
    known = await appointed(world, admin, "Wu")
    li = await named(world, admin)
    await second.taps("✅ Confirm Li")
    case = await files(world, citizen)
    await asks(moderator)
    from_then = world.jubao.services.localizer("en").when(int(world.at[0]) + DAY)
    li.sees("notice-identity_wanted")

    data = li.data("Yes, open it")
    assert await li.presses(*data) == li.words("custody-too-new", opens_at=from_then)
    world.later(DAY)
    await li.presses(*data)

    told = {"number": case.number, "name": "Chen", "by": "Li"}
    for talker in (admin, second, known):
        assert talker.words("notice-contact_opened", **told) in talker.texts()
    assert li.words("notice-contact_opened", **told) not in li.texts()


async def test_whom_a_dismissed_admin_named_is_confirmed_by_nobody(world, admin, second):
    li = await named(world, second)
    await world.db.run(dismissed, second.account)
    admin.sees("notice-custodian_named", name="Li", by="Deng")

    said = await admin.presses(*admin.data("✅ Confirm Li"))

    assert said == admin.words("invitation-void")
    assert not await is_custodian(world, li)


def dismissed(tx, account):
    people.set_admin(tx, people.who_is(tx, account), admin=False)


async def test_who_was_named_can_be_refused(world, admin, second):
    li = await named(world, admin)
    await second.says("/revoke")
    await second.taps("Custodians of identities")
    await second.taps("Remove Li")
    await second.taps("Yes, remove")
    admin.sees("notice-custodian_dismissed", name="Li", by="Deng")
    assert not await is_custodian(world, li)
    assert "Li" not in newest(second)
