"""Authority ends at once: what was given, handed out, owed or scheduled is asked for again."""

from contextlib import asynccontextmanager

import pytest

from domain.broadcast import TIME_TO_STOP, BroadcastState
from domain.network.people import Role
from domain.notices.case_notices import AlarmOverNotice, ReminderNotice
from domain.notices.staff_notices import FloodNotice, OnCallNotice
from domain.status import Status
from handlers.network.callbacks import GrantIn, StaffOf
from sandbox.telegram import Telegram
from storage.broadcasts import broadcasts
from storage.network import duties, people, units
from tests.dialogs.broadcasts.test_broadcasts import got, writes
from tests.dialogs.moderation.test_casework import accepts, decides, files, newest, now
from tests.dialogs.moderation.test_clocks import ticks
from tests.dialogs.network.test_on_call import makes_deputy
from tests.dialogs.network.test_units import CHANGSHA, LINK, in_group, invited, roles
from tests.support.chat import TOKEN, Talker, alive
from tests.support.life import NOON
from tests.support.wire import Short
from usecases.core.request import Request
from usecases.network import staff
from usecases.session import by_system


@pytest.fixture
async def other(world):
    """Another lead of the same city."""
    return await world.staff("Gu", Role.LEAD)


@pytest.mark.parametrize("command", ["/staff", "/revoke", "/grant"])
async def test_a_choice_of_units_names_the_command_that_led_to_it(admin, command):
    await admin.says(command)
    assert admin.texts(1).endswith(f"{admin.words('unit-pick-how')}\n{command}")


async def removes(lead, name):
    await lead.says("/revoke")
    await lead.taps(CHANGSHA)
    await lead.taps(f"Remove {name}")
    await lead.taps("Yes, remove")


class Deployment:
    """One database and one Telegram, whatever is started on them with whatever settings."""

    def __init__(self, url, folder):
        self.url, self.folder, self.at = url, folder, [float(NOON)]
        self.telegram = Telegram(now=lambda: self.at[0])
        self.telegram.add_bot(token=TOKEN, username="jubao_test_bot", name="Jubao")
        self.world = None

    def account(self, name):
        return self.telegram.add_user(name, language_code="en").id

    @asynccontextmanager
    async def runs(self, *admins):
        """A process with these admins in its settings."""
        named = ",".join(map(str, admins))
        wire = Short(self.telegram)
        async with alive(wire, self.at, self.url, self.folder, admin_ids=named) as world:
            await ticks(world)
            yield world


@pytest.fixture
def deployment(installed_url, tmp_path):
    return Deployment(installed_url, tmp_path)


async def test_an_id_taken_out_of_the_settings_is_no_admin_after_the_restart(deployment):
    he = deployment.account("He")
    async with deployment.runs(he) as world:
        admin = Talker(world, he)
        await admin.says("/units")
        assert "refusal" not in newest(admin)
        listed = newest(admin)

    async with deployment.runs() as world:
        admin = Talker(world, he)
        await admin.says("/units")

        assert newest(admin) == admin.words("refusal-not-allowed") != listed
        assert await world.db.run(people.admins) == ()


@pytest.mark.soak
async def test_who_wrote_and_who_approved_an_announcement_is_named_of_admins_of_the_settings_too(
    deployment,
):
    he, hu = deployment.account("He"), deployment.account("Hu")
    async with deployment.runs() as world:
        for account in (he, hu):
            await Talker(world, account).says("/start")
        assert await world.db.run(lambda tx: people.get(tx, people.who_is(tx, he)).name) == ""

    async with deployment.runs(he, hu) as world:
        writer, approver = Talker(world, he), Talker(world, hu)
        await approver.says("/start")
        await writes(writer)
        await writer.taps("Ask for approval")
        assert "Written by He" in approver.texts()
        await approver.taps("✅ Approve")
        shown = newest(approver)
        assert "Written by He" in shown
        assert "Approved by Hu" in shown


@pytest.mark.soak
async def test_an_id_put_back_is_an_admin_again(deployment):
    he = deployment.account("He")
    for named in ((he,), (), (he,)):
        async with deployment.runs(*named) as world:
            admin = Talker(world, he)
            await admin.says("/units")
            refused = newest(admin) == admin.words("refusal-not-allowed")
            assert refused is not bool(named)


@pytest.mark.soak
async def test_an_invitation_at_the_machine_still_makes_an_admin_who_stays(deployment):
    he = deployment.account("He")
    async with deployment.runs() as world:
        invited = await world.db.run(
            by_system, world.jubao.services.conditions(), staff.invite_admin
        )
        await Talker(world, he).says(f"/start i_{invited.token}")

    async with deployment.runs() as world:
        admin = Talker(world, he)
        await admin.says("/units")
        assert newest(admin) != admin.words("refusal-not-allowed")


async def test_what_an_admin_taken_out_of_the_settings_handed_out_is_void(deployment):
    he, hu = deployment.account("He"), deployment.account("Hu")
    async with deployment.runs(he) as world:
        admin = Talker(world, he)
        await admin.says("/grant")
        await admin.taps("Hengyang Internet")
        await admin.taps("lead")
        payload = LINK.search(newest(admin))[1]

    async with deployment.runs() as world:
        newcomer = Talker(world, hu)
        await newcomer.says(f"/start {payload}")
        newcomer.sees("invitation-void")
        assert await roles(world, newcomer) == {}

    async with deployment.runs(he) as world:
        await Talker(world, hu).says(f"/start {payload}")
        assert await roles(world, Talker(world, hu)) == {"hengyang": Role.LEAD}


async def test_what_a_revoked_lead_handed_out_is_void(world, lead, other):
    payload = await invited(lead)
    await removes(other, "Zhou")
    newcomer = world.person("Hu")

    await newcomer.says(f"/start {payload}")

    newcomer.sees("invitation-void")
    assert await roles(world, newcomer) == {}


async def test_it_stays_void_when_they_get_the_role_back(world, lead, other):
    payload = await invited(lead)
    await removes(other, "Zhou")
    await lead.says(f"/start {await invited(other, 'lead')}")
    assert await roles(world, lead) == {"changsha": Role.LEAD}

    await lead.says(f"/start {payload}")

    lead.sees("invitation-void")


async def test_a_revoked_lead_does_not_come_back_by_an_invitation_of_their_own(world, lead, other):
    payload = await invited(lead, "lead")
    await removes(other, "Zhou")

    await lead.says(f"/start {payload}")

    lead.sees("invitation-void")
    assert await roles(world, lead) == {}


async def test_a_lead_who_revokes_themselves_sees_nobody_any_more_and_leaves_nothing(world, lead):
    payload = await invited(lead)
    await removes(lead, "Zhou")

    lead.sees("staff-left", unit=CHANGSHA)
    newcomer = world.person("Hu")
    await newcomer.says(f"/start {payload}")
    newcomer.sees("invitation-void")


async def test_what_somebody_handed_out_who_lost_the_unit_otherwise_is_void(world, lead):
    """Whichever way it is lost: an invitation is asked again, not only made void by a button."""
    payload = await invited(lead)
    who = await world.db.run(people.who_is, lead.account)
    await world.db.run(people.revoke, who, "changsha")
    newcomer = world.person("Hu")

    await newcomer.says(f"/start {payload}")

    newcomer.sees("invitation-void")


async def test_what_a_deputy_handed_out_ends_with_the_deputyship(world, lead, moderator):
    await makes_deputy(lead)
    payload = await invited(moderator)
    await lead.says("/staff")
    await lead.taps(CHANGSHA)
    await lead.taps("End")
    newcomer = world.person("Hu")

    await newcomer.says(f"/start {payload}")

    newcomer.sees("invitation-void")


async def test_a_deputy_named_by_somebody_who_was_revoked_is_one_no_longer(
    world, lead, other, moderator
):
    await makes_deputy(lead)
    await removes(other, "Zhou")

    assert await roles(world, moderator) == {"changsha": Role.MODERATOR}
    assert await world.db.run(duties.standing) == ()
    moderator.saw("notice-deputy_ended", unit=CHANGSHA)


async def test_a_revoked_person_is_told_nothing_that_was_owed_before(
    world, citizen, lead, moderator, colleague
):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Take")
    seen = len(moderator.chat)
    await citizen.says("/cases")
    who = await world.db.run(people.who_is, moderator.account)

    def adds_and_loses(tx):
        from usecases.notify import notify  # noqa: PLC0415 - as a use case does

        req = Request(tx, world.jubao.services.conditions())
        notify.to_staff(req, who, case, AlarmOverNotice(name="Wu"), event="x")
        notify.to_staff(req, who, case, ReminderNotice(), event="x")
        notify.to_member(req, who, "changsha", OnCallNotice(), event="x")
        notify.to_member(req, who, "changsha", FloodNotice(count=3), event="x")
        people.revoke(tx, who, "changsha")

    await world.db.run(adds_and_loses)
    await world.settle()

    assert moderator.chat[seen:] == []


async def test_an_admin_of_yesterday_is_told_nothing_of_today(world, admin):
    who = await world.db.run(people.who_is, admin.account)
    seen = len(admin.chat)

    def owes_and_loses(tx):
        from domain.troubles import Trouble  # noqa: PLC0415 - as a use case does
        from usecases.operations import alerts  # noqa: PLC0415 - as a use case does

        alerts.note(Request(tx, world.jubao.services.conditions()), wrong=[Trouble.MAIL], well=[])
        people.set_admin(tx, who, admin=False)

    await world.db.run(owes_and_loses)
    await world.settle()

    assert admin.chat[seen:] == []


async def test_a_form_on_a_case_ends_with_the_role(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Do not accept")
    await moderator.taps("Change the words")
    await moderator.taps("no rule")
    await removes(lead, "Chen")

    await moderator.says("It breaks no rule.")
    moderator.saw("form-case-closed", number=case.number)
    assert "It breaks no rule." in moderator.texts(3)
    await moderator.says("/cancel")

    assert case.number not in newest(moderator)
    assert (await now(world, case)).status is Status.SUBMITTED


async def test_a_group_connected_by_somebody_who_was_revoked_shows_nothing_more(
    world, citizen, lead, other
):
    chat = await world.group(lead, other)
    await lead.says("/bind", chat=chat)
    await lead.taps(CHANGSHA, chat=chat)
    await files(world, citizen)
    before = in_group(world, chat)
    await removes(other, "Zhou")

    await files(world, world.person("Qin"), link=_another())

    assert in_group(world, chat) == before
    assert await world.db.run(units.group_of, "changsha") is None
    other.saw("notice-group_released", unit=CHANGSHA)


def _another():
    from conversation.form import Given  # noqa: PLC0415 - one use

    return Given(text="https://example.net/other")


async def test_a_group_shows_nothing_while_nobody_has_looked_after_it_yet(world, citizen, lead):
    chat = await world.group(lead)
    await lead.says("/bind", chat=chat)
    await lead.taps(CHANGSHA, chat=chat)
    before = in_group(world, chat)
    who = await world.db.run(people.who_is, lead.account)
    await world.db.run(people.revoke, who, "changsha")

    await files(world, citizen)

    assert in_group(world, chat) == before


@pytest.mark.parametrize("leaves", ["writer", "approver"])
async def test_a_broadcast_of_an_admin_who_was_removed_waits_for_two_others(
    world, citizen, admin, leaves
):
    await citizen.says("/start")
    second = await world.staff("Deng", Role.ADMIN)
    third = await world.staff("Cao", Role.ADMIN)
    await writes(admin)
    await admin.taps("Ask for approval")
    await second.taps("✅ Approve")
    gone = await world.db.run(people.who_is, {"writer": admin, "approver": second}[leaves].account)
    await world.db.run(people.set_admin, gone, admin=False)
    world.later(TIME_TO_STOP + 1)

    await world.broadcasts()

    assert got(citizen) == 0
    assert (await world.db.run(broadcasts.get, 1)).state is BroadcastState.DRAFT
    third.saw("notice-broadcast_lapsed")
    await third.taps("Ask for approval")
    # Whoever asks for it is its writer now, where that one is gone.
    await {"writer": second, "approver": third}[leaves].taps("✅ Approve")
    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()
    assert got(citizen) == 1


async def test_a_broadcast_whose_writer_was_removed_is_not_approved(world, admin):
    second = await world.staff("Deng", Role.ADMIN)
    await writes(admin)
    await admin.taps("Ask for approval")
    who = await world.db.run(people.who_is, admin.account)
    await world.db.run(people.set_admin, who, admin=False)

    assert await second.taps("✅ Approve") == second.words("broadcast-writer-left")
    assert (await world.db.run(broadcasts.get, 1)).state is BroadcastState.WAITING


@pytest.mark.soak
async def test_what_is_sent_back_to_somebody_who_has_left_goes_to_their_colleagues(
    world, citizen, moderator, colleague, lead
):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator)
    await removes(lead, "Chen")
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Send back")
    await lead.says("Which rule?")

    assert (await now(world, case)).assignee is None
    colleague.sees("notice-sent_back", number=case.number)


async def test_old_buttons_of_a_lead_do_nothing_after_the_role(world, lead, other):
    await lead.says("/staff")
    await lead.taps(CHANGSHA)
    message = lead.last["message_id"]
    await removes(other, "Zhou")

    for button in (StaffOf(unit="changsha"), GrantIn(unit="changsha", role=int(Role.LEAD))):
        said = await lead.presses(message, button.pack())
        assert said == lead.words("refusal-not-allowed")
