"""Who is on call in a unit, and who stands in for its lead: chosen by a tap, told, and ended."""

import pytest

from domain.network.people import Role
from domain.status import Status
from handlers.network.callbacks import Deputise, EndDeputy, SetOnCall
from storage.audit import journal
from storage.cases import cases
from storage.network import duties, people
from tests.dialogs.moderation.test_casework import accepts, decides, files
from usecases.operations import scheduled
from usecases.session import by_system

CHANGSHA = "Changsha Internet Information Office"
DAY = 24 * 3600


async def who(world, talker):
    return await world.db.run(people.who_is, talker.account)


async def on_call(world, unit="changsha"):
    found = await world.db.run(duties.on_call, (unit,), int(world.at[0]))
    return [person.name for person in found]


async def makes_deputy(lead, name="Chen", label="3 days"):
    await lead.says("/staff")
    await lead.taps(CHANGSHA)
    await lead.taps(f"Deputy: {name}")
    await lead.taps(label)


async def sweeps(world):
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    await world.settle()


async def test_a_lead_puts_somebody_on_call_by_a_tap_and_ends_it_by_another(
    world, lead, moderator, colleague
):
    await lead.says("/oncall")
    await lead.taps(CHANGSHA)
    lead.sees("on-call-nobody")

    await lead.taps("○ Chen")

    lead.sees("on-call-are", names="Chen")
    moderator.sees("notice-on_call", unit=CHANGSHA)
    assert await on_call(world) == ["Chen"]
    await lead.taps("🔔 Chen")
    assert await on_call(world) == []
    moderator.sees("notice-off_call", unit=CHANGSHA)
    written = await world.db.run(journal.of_case, 0)
    assert [entry.verb for entry in written] == ["on_call", "off_call"]
    assert await world.db.run(journal.first_break, 0) is None


async def test_who_is_on_call_shows_among_the_units_people(world, lead, moderator):
    await lead.says("/oncall")
    await lead.taps(CHANGSHA)
    await lead.taps("○ Chen")
    await lead.says("/staff")
    await lead.taps(CHANGSHA)

    assert "Chen — moderator 🔔" in lead.texts(1)


async def test_who_leads_one_unit_is_not_asked_which(world):
    site = await world.staff("Peng", Role.LEAD, unit="rednet")

    await site.says("/oncall")

    site.sees("on-call-title", unit="Rednet")


async def test_a_moderator_puts_nobody_on_call(world, moderator, lead):
    await moderator.says("/oncall")
    moderator.sees("refusal-not-allowed")

    await lead.says("/oncall")
    await lead.taps(CHANGSHA)
    message, _ = lead.data("○ Chen")
    forged = SetOnCall("changsha", (await who(world, moderator))[:16], 1).pack()
    said = await moderator.presses(moderator.last["message_id"], forged)

    assert said == moderator.words("refusal-not-allowed")
    assert message
    assert await on_call(world) == []


async def test_a_deputy_acts_as_the_lead_until_the_time_is_over(
    world, citizen, lead, moderator, colleague
):
    case = await files(world, citizen)
    await accepts(colleague)
    await colleague.taps_on_card("Start checking")
    await decides(colleague)
    await moderator.says(f"/case {case.number}")
    assert "Confirm and send" not in await moderator.card_labels()

    await makes_deputy(lead)

    assert "Chen — moderator, deputy until Saturday 28 Nov 12:00" in lead.texts(1)
    moderator.sees("notice-deputy_named", unit=CHANGSHA, until="Saturday 28 Nov 12:00")
    await moderator.says(f"/case {case.number}")
    await moderator.taps("Confirm and send")
    assert (await world.db.run(cases.get, case.id)).status is Status.CLOSED

    world.later(3 * DAY)
    await moderator.says("/oncall")
    moderator.sees("refusal-not-allowed")


async def test_a_deputy_does_not_confirm_what_they_decided(world, citizen, lead, moderator):
    await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator)

    await makes_deputy(lead)
    await moderator.says("/case 2611-1")

    assert "Confirm and send" not in await moderator.card_labels()
    assert "Send back" in await moderator.card_labels()


@pytest.mark.soak
async def test_what_waits_for_a_lead_is_told_to_a_deputy_too(
    world, citizen, lead, moderator, colleague
):
    case = await files(world, citizen)
    await makes_deputy(lead)
    await accepts(colleague)
    await colleague.taps_on_card("Start checking")
    await decides(colleague)

    moderator.saw("notice-confirm_wanted", number=case.number)


async def test_that_a_deputys_time_is_over_is_told_to_both_once(world, lead, moderator):
    await makes_deputy(lead, label="1 day")
    world.later(DAY - 1)
    await sweeps(world)
    assert lead.words("notice-deputy_over", name="Chen", unit=CHANGSHA) not in lead.texts()

    world.later(1)
    for _ in range(2):
        await sweeps(world)

    ended = moderator.words("notice-deputy_ended", unit=CHANGSHA)
    over = lead.words("notice-deputy_over", name="Chen", unit=CHANGSHA)
    assert moderator.texts().count(ended) == 1
    assert lead.texts().count(over) == 1
    await lead.says("/staff")
    await lead.taps(CHANGSHA)
    assert "Deputy: Chen" in lead.labels()


async def test_a_lead_ends_it_before_its_time(world, lead, moderator):
    await makes_deputy(lead, label="2 weeks")

    await lead.taps("End deputy: Chen")

    moderator.sees("notice-deputy_ended", unit=CHANGSHA)
    await moderator.says("/oncall")
    moderator.sees("refusal-not-allowed")
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, 0)]
    assert verbs == ["deputy", "deputy_end", "denied"]


async def test_a_deputy_prolongs_nothing_and_makes_no_lead(world, lead, moderator, colleague):
    await makes_deputy(lead)
    mine, other = (await who(world, moderator))[:16], (await who(world, colleague))[:16]
    message = moderator.last["message_id"]
    for forged in (Deputise("changsha", mine, 14), Deputise("changsha", other, 1)):
        said = await moderator.presses(message, forged.pack())
        assert said == moderator.words("deputy-by-lead-only")
    await moderator.says("/grant")
    await moderator.taps(CHANGSHA)
    assert await moderator.taps("lead") == moderator.words("deputy-by-lead-only")
    await moderator.says("/staff")
    await moderator.taps(CHANGSHA)
    await moderator.taps("Remove Zhou")
    said = await moderator.taps("Yes, remove")
    assert said == moderator.words("deputy-by-lead-only")


async def test_a_deputy_who_follows_a_moderators_link_does_not_become_the_lead(
    world, lead, moderator
):
    await makes_deputy(lead)
    await lead.says("/grant")
    await lead.taps(CHANGSHA)
    await lead.taps("moderator")
    link = lead.texts(1).partition("?start=")[2].split()[0]

    await moderator.says(f"/start {link}")

    found = await world.db.run(duties.held, await who(world, moderator))
    assert found.grants == {"changsha": Role.MODERATOR}


async def test_only_a_moderator_stands_in(world, lead, admin):
    mine = (await who(world, lead))[:16]
    said = await admin.presses(admin.last["message_id"], Deputise("changsha", mine, 1).pack())

    assert said == admin.words("deputy-moderators-only")


@pytest.mark.parametrize("days", [2, 365, -1])
async def test_a_forged_time_is_refused(world, lead, moderator, days):
    forged = Deputise("changsha", (await who(world, moderator))[:16], days)

    said = await lead.presses(lead.last["message_id"], forged.pack())

    assert said == lead.words("answer-stale")


async def test_a_deputy_may_lay_it_down(world, lead, moderator):
    await makes_deputy(lead)
    mine = (await who(world, moderator))[:16]

    await moderator.presses(moderator.last["message_id"], EndDeputy("changsha", mine).pack())

    await moderator.says("/oncall")
    moderator.sees("refusal-not-allowed")
