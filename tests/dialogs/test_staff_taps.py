"""What an act of staff costs, counted: buttons pressed, messages sent, characters typed."""

import pytest

from domain.network.people import Role
from domain.status import Status
from storage.audit import journal
from storage.cases import decisions, ticks
from storage.network import people
from tests.dialogs.moderation.test_casework import files, newest, now
from tests.dialogs.moderation.test_few_taps import ready
from tests.support.by_hand import submit, to_review
from tests.support.counting import Acts, counting

COSTS = {
    "accept": Acts(taps=1),
    "refuse": Acts(taps=2),
    "decide": Acts(taps=3),
    "confirm": Acts(taps=1),
    "next": Acts(taps=1),
}
"""What each act on a clear case costs: nothing is typed."""
TEN_THE_SAME = 12  # taps for ten cases decided the same, those of who confirms them included
ANNOUNCED = "The office is closed on Monday."


async def filed(world, *hosts):
    """One report for each of these hosts, all by different people."""
    for host in hosts:
        person = world.person("Citizen")
        await to_review(person, f"https://{host}/x", words="they took my money")
        await submit(person)


async def taps_at_home(person, *labels):
    """Press these buttons of one's first screen; what it shows at the last, and thereafter."""
    home, _ = person.data("📥 Queue")
    shown = []
    for label in labels:
        message = next(each for each in person.chat if each["message_id"] == home)
        shown.append(message["text"])
        keys = [key for row in message["reply_markup"]["inline_keyboard"] for key in row]
        there = [key["callback_data"] for key in keys if label in key["text"]]
        assert there, f"no {label!r} among {keys}"
        await person.presses(home, there[0])
    return shown[-1], next(each["text"] for each in person.chat if each["message_id"] == home)


async def written(world, case):
    return [entry.verb for entry in await world.db.run(journal.of_case, case.id)]


async def test_a_clear_case_is_accepted_in_one_tap(world):
    wu = await world.staff("Wu", Role.MODERATOR)
    await filed(world, "first.com")
    with counting(wu) as did:
        await wu.taps("Accept")
    assert wu.words("staff-status-accepted") in wu.texts(1)
    assert did == COSTS["accept"]


async def test_the_next_case_is_one_tap(world):
    wu = await world.staff("Wu", Role.MODERATOR)
    await filed(world, "first.com", "second.com")
    await wu.says("/queue")
    await wu.taps("0001")
    with counting(wu) as did:
        await wu.taps("Next case")
    assert "second[.]com" in wu.last["text"]
    assert did == COSTS["next"]


async def test_a_report_is_refused_in_two_taps_and_its_text_was_there_to_be_read(
    world, citizen, moderator
):
    case = await files(world, citizen)
    with counting(moderator) as did:
        await moderator.taps("Do not accept")
        text = ready(moderator, "not_located")
        assert text in newest(moderator)
        elsewhere = ready(moderator, "out_of_remit", elsewhere="the hotline 96110")
        assert elsewhere in newest(moderator)
        moderator.sees("refuse-at-once")
        quotes = {each["type"] for each in moderator.last["entities"]}
        assert "expandable_blockquote" in quotes
        assert text not in citizen.texts()
        world.later(2)  # the author reads it: a press that comes sooner is a slip
        await moderator.taps("Cannot be found")

    assert did == COSTS["refuse"]
    assert (await now(world, case)).status is Status.NOT_ACCEPTED
    assert text in citizen.texts()
    citizen.saw("why-not_located")
    found = await world.db.run(decisions.latest, case.id)
    assert (found.result, found.feedback) == ("not_located", text)


@pytest.mark.parametrize("outcome", ["Not upheld", "Already gone"])
async def test_a_case_is_decided_in_three_taps_and_confirmed_in_one(
    world, citizen, moderator, lead, outcome
):
    case = await files(world, citizen)
    await moderator.taps("Accept")
    with counting(moderator) as did:
        await moderator.taps("Decide")
        await moderator.taps(outcome)
        moderator.sees("decide-sure-ask")
        moderator.sees("ready-seen-no-files")
        shown = newest(moderator)
        await moderator.taps("Send")
    assert did == COSTS["decide"]
    assert (await now(world, case)).status is Status.FEEDBACK_PENDING
    found = await world.db.run(decisions.latest, case.id)
    assert found.facts in shown
    assert found.feedback in shown
    assert found.rule == ("" if outcome == "Not upheld" else "cybersecurity-48")
    assert found.feedback in newest(lead)
    assert found.feedback not in citizen.texts()

    with counting(lead) as did:
        await lead.taps("Confirm and send")
    assert did == COSTS["confirm"]
    assert (await now(world, case)).status is Status.CLOSED
    assert found.feedback in citizen.texts()
    assert found.facts not in citizen.texts()
    assert await written(world, case) == ["submit", "accept", "check", "decide", "confirm"]


async def test_ten_cases_get_the_same_decision_in_twelve_taps_and_nothing_is_typed(
    world, moderator, lead
):
    talkers = [world.person(f"Ren{number}") for number in range(10)]
    found = [await files(world, talker) for talker in talkers]
    text = ready(moderator, "already_gone")
    tick = ("📥 Queue", "Several", "All on this page")

    with counting(moderator, lead) as did:
        review, done = await taps_at_home(moderator, *tick, "Decide", "Already gone", "Send")
        assert moderator.words("several-done", verb="Decide", count=10) in done
        states = {(await now(world, case)).status for case in found}
        assert states == {Status.FEEDBACK_PENDING}
        assert not any(text in talker.texts() for talker in talkers)
        confirm = ("Confirm and send", "Confirm and send")
        confirmed, _ = await taps_at_home(lead, *tick, *confirm)

    assert did.taps <= TEN_THE_SAME
    assert (did.messages, did.typed) == (0, 0)
    facts = (await world.db.run(decisions.latest, found[0].id)).facts
    for shown in (review, confirmed):
        assert all(case.number in shown for case in found)
        assert "Already gone" in shown
        assert (shown.count(text), shown.count(facts)) == (1, 1)  # equal texts stand there once
    assert all(text in talker.texts() for talker in talkers)
    for case in found:
        assert (await now(world, case)).status is Status.CLOSED
        assert await written(world, case) == ["submit", "accept", "check", "decide", "confirm"]
        assert await world.db.run(journal.first_break, case.id) is None
    for person in (moderator, lead):
        who = await world.db.run(people.who_is, person.account)
        assert not await world.db.run(ticks.of, who, since=0)


async def test_a_broadcast_is_two_messages_one_tap_and_the_second_admin(world, citizen, admin):
    second = await world.staff("Deng", Role.ADMIN)
    await citizen.says("/start")
    with counting(admin) as did:
        await admin.says("/broadcast")
        await admin.says(ANNOUNCED)
        assert ANNOUNCED in newest(admin)
        await admin.taps("Ask for approval")
    assert did == Acts(taps=1, messages=2, typed=len("/broadcast") + len(ANNOUNCED))
    with counting(second) as did:
        await second.taps("✅ Approve")
    assert did == Acts(taps=1)
    assert second.words("broadcast-approved-by", name="Deng") in newest(second)
