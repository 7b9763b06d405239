"""Several cases at once: ticked in a list, decided together, each by its own guard."""

import pytest

from domain.case import Outcome
from domain.network.people import Role
from domain.status import Status
from handlers.moderation.several_callbacks import DoSeveral, ShowTicks, TickAll, TickCase
from storage.audit import journal
from storage.cases import cases, ticks
from storage.network import people
from tests.dialogs.moderation.test_casework import accepts, files, now
from tests.dialogs.moderation.test_decided_before import REASONS, decided
from tests.dialogs.network.test_network import open_card
from tests.support.decisions import writes

FACTS, WORDS = "seen on Monday, the page is down", "The page is not there any more."


async def reported(world, count, *, name="Ren"):
    """Cases of the same page, each reported by somebody else; the reporters, too."""
    talkers = [world.person(f"{name}{number}") for number in range(count)]
    return [await files(world, talker) for talker in talkers], talkers


async def ticks_all(person, *, queue="/queue"):
    await person.says(queue)
    await person.taps("Several")
    await person.taps("All on this page")


async def verbs(world, case):
    return [entry.verb for entry in await world.db.run(journal.of_case, case.id)]


async def ticked(world, person):
    who = await world.db.run(people.who_is, person.account)
    return set(await world.db.run(ticks.of, who, since=0))


async def states(world, found):
    return [(await now(world, case)).status for case in found]


async def test_reports_are_refused_together_but_for_those_that_cannot_be(
    world, moderator, colleague
):
    (first, taken, second), (one, two, three) = await reported(world, 3)
    own = await files(world, moderator)
    await moderator.says("/queue")
    await moderator.taps("Several")
    await moderator.taps(f"☐ {first.number}")
    assert f"☑ {first.number}" in moderator.labels()
    await moderator.taps(f"☑ {first.number}")
    assert f"☐ {first.number}" in moderator.labels()
    await moderator.taps("All on this page")

    await moderator.taps("Do not accept")
    assert moderator.words("several-not-these") in moderator.texts(1)
    assert f"{own.number}: {moderator.words('refusal-own-report')}" in moderator.texts(1)
    await moderator.taps("Not our responsibility")
    await moderator.taps("Change words")
    await moderator.says("Please turn to the consumers' office.")
    await open_card(colleague, taken)
    await accepts(colleague)
    await moderator.taps("Send")

    moderator.sees("several-done", verb="Do not accept", count=2)
    assert f"{taken.number}: {moderator.words('case-moved-on')}" in moderator.texts(1)
    assert {taken.number, own.number} <= set(moderator.labels())
    assert await states(world, (first, second)) == [Status.NOT_ACCEPTED] * 2
    assert await states(world, (taken, own)) == [Status.ACCEPTED, Status.SUBMITTED]
    for talker in (one, three):
        assert "Please turn to the consumers' office." in talker.texts()
    assert "consumers' office" not in two.texts() + moderator.texts(1)
    assert await verbs(world, first) == ["submit", "refuse"]
    assert await ticked(world, moderator) == {taken.id, own.id}

    await moderator.taps("Several")
    assert f"↻ {taken.number}" in moderator.labels()
    older = TickCase("queue", "-", taken.id, 2**40).pack()
    said = await moderator.presses(moderator.last["message_id"], older)
    assert said == moderator.words("case-moved-on")
    assert f"↻ {taken.number}" in moderator.labels()
    await moderator.taps(f"↻ {taken.number}")
    assert f"☑ {taken.number}" in moderator.labels()


async def test_cases_are_joined_to_one_of_them(world, moderator, colleague):
    (first, *others), talkers = await reported(world, 3)
    own = await files(world, moderator)
    taken = await files(world, world.person("Gu"))
    await ticks_all(moderator)
    await open_card(colleague, taken)
    await colleague.taps_on_card("Take")
    await moderator.taps("Join to case")
    for number in (own.number, taken.number):
        assert number in moderator.texts(1).split(moderator.words("several-not-these"))[1]
    await moderator.says("2611-9999")
    moderator.sees("case-unknown")
    await moderator.taps(first.number)
    assert moderator.words("several-to", number=first.number) in moderator.texts(1)
    await moderator.taps("Yes, join")

    moderator.sees("several-done", verb="Join to case", count=2)
    assert await states(world, (first, *others)) == [Status.SUBMITTED, *[Status.JOINED] * 2]
    for case, talker in zip(others, talkers[1:], strict=True):
        assert (await now(world, case)).joined_to == first.id
        assert await verbs(world, case) == ["submit", "join"]
        assert talker.words("notice-joined").splitlines()[0] in talker.texts()
    assert (await verbs(world, first)).count("join") == 2
    assert await ticked(world, moderator) == {own.id, taken.id}


async def test_a_lead_gives_cases_to_a_colleague(world, moderator, colleague, lead):
    found, _ = await reported(world, 2)
    own = await files(world, lead)
    taken = await files(world, world.person("Gu"))
    await lead.says("/search")
    await lead.taps("🆕 New")
    await lead.taps("Several")
    await lead.taps("All on this page")
    await open_card(colleague, taken)
    await colleague.taps_on_card("Take")
    await lead.taps("Assign")
    assert f"{own.number}: {lead.words('refusal-own-report')}" in lead.texts(1)
    assert f"{taken.number}: {lead.words('case-moved-on')}" in lead.texts(1)
    world.later(60)  # more in a minute would be one message
    await lead.taps("Chen")

    lead.sees("several-done", verb="Assign", count=2)
    who = await world.db.run(people.who_is, moderator.account)
    assert [(await now(world, case)).assignee for case in found] == [who, who]
    for case in found:
        assert await verbs(world, case) == ["submit", "assign"]
        moderator.saw("notice-assigned", number=case.number, name="Zhou")
    assert (await now(world, own)).assignee is None
    await lead.taps("‹ Back to the list")
    assert "Late" in lead.labels() or lead.words("search-title") in lead.texts(1)


async def test_each_case_is_decided_as_its_own_earlier_one(
    world, citizen, moderator, colleague, lead
):
    before = await decided(world, citizen, moderator, lead, outcome="Not upheld")
    again, _ = await reported(world, 2)
    own = await files(world, moderator)
    taken = await files(world, world.person("Gu"))
    await ticks_all(moderator)
    await moderator.taps("Same decision")
    shown = moderator.texts(1)
    assert moderator.words("several-earlier", numbers=before.number) in shown
    assert shown.count(REASONS) == 1
    assert f"{own.number}: {moderator.words('refusal-own-report')}" in shown
    await open_card(colleague, taken)
    await accepts(colleague)
    await moderator.taps("Send")

    moderator.sees("several-done", verb="Same decision", count=2)
    assert f"{taken.number}: {moderator.words('case-moved-on')}" in moderator.texts(1)
    for case in again:
        waits = await now(world, case)
        assert (waits.status, waits.outcome) == (Status.FEEDBACK_PENDING, Outcome.NOT_UPHELD)
        assert await verbs(world, case) == ["submit", "same", "accept", "check", "decide"]
    reasons = [entry.reason for entry in await world.db.run(journal.of_case, again[0].id)]
    assert before.number in reasons
    assert await states(world, (own, taken)) == [Status.SUBMITTED, Status.ACCEPTED]


async def test_who_decided_confirms_nothing_of_it_and_stale_words_are_not_sent(
    world, moderator, lead
):
    """One decision is the lead's own, one was sent back and written again meanwhile."""
    other = await world.staff("Hu", Role.LEAD)
    found, talkers = await reported(world, 3)
    await lead.says("/queue")
    await lead.taps("Several")
    await lead.taps(f"☐ {found[0].number}")
    await decides_all(lead, "Not upheld")
    await moderator.says("/queue")
    await moderator.taps("Several")
    for case in found[1:]:
        await moderator.taps(f"☐ {case.number}")
    await decides_all(moderator, "Not upheld")

    await ticks_all(lead)
    await lead.taps("Confirm and send")
    assert f"{found[0].number}: {lead.words('refusal-four-eyes')}" in lead.texts(1)
    await open_card(other, found[1])
    await other.taps("Send back")
    await other.says("please look again")
    await lead.taps("Confirm and send")

    assert f"{found[1].number}: {lead.words('case-moved-on')}" in lead.texts(1)
    assert await states(world, found) == [
        Status.FEEDBACK_PENDING,
        Status.VERIFYING,
        Status.CLOSED,
    ]
    assert [WORDS in talker.texts() for talker in talkers] == [False, False, True]


@pytest.mark.soak
async def test_a_case_that_was_confirmed_on_its_own_card_is_unticked_once(world, moderator, lead):
    found, _ = await reported(world, 3)
    await ticks_all(moderator)
    await decides_all(moderator, "Not upheld")
    await ticks_all(lead)
    await lead.taps("Confirm and send")
    other = await world.staff("Hu", Role.LEAD)
    await open_card(other, found[0])
    await other.taps("Confirm and send")
    await open_card(other, found[1])
    await other.taps("Send back")
    await other.says("please look again")
    await lead.taps("Confirm and send")

    stay, gone = lead.texts(1).split(lead.words("several-unticked"))
    assert found[0].number in gone
    assert found[0].number not in stay
    assert found[1].number in stay.split(lead.words("several-not-done"))[1]
    assert await ticked(world, lead) == {found[1].id}

    # where it can be done with none of the cases, too
    who = await world.db.run(people.who_is, lead.account)
    await world.db.run(ticks.drop_all, who)
    await world.db.run(ticks.put, who, {found[0].id: found[0].version}, int(world.at[0]))
    await lead.presses(lead.last["message_id"], DoSeveral("queue", "-", "confirm").pack())
    assert lead.words("several-unticked") in lead.texts(1)
    assert lead.words("several-not-done") not in lead.texts(1)
    assert await ticked(world, lead) == set()


async def decides_all(person, outcome):
    await person.taps("Decide")
    await person.taps(outcome)
    await writes(person, facts=FACTS, words=WORDS)


@pytest.mark.soak
async def test_ticks_are_bounded_kept_and_of_one_person_alone(
    world, citizen, moderator, colleague, lead
):
    found, _ = await reported(world, 21)
    await ticks_all(moderator)
    await moderator.taps("Next")
    await moderator.taps("All on this page")
    assert len(await ticked(world, moderator)) == 20
    await moderator.taps("Next")
    last = found[-1]
    said = await moderator.taps(f"☐ {last.number}")
    assert said == moderator.words("several-too-many", limit=20)
    assert "Also ticked" in moderator.texts(1)

    await colleague.says("/queue")
    await colleague.taps("Several")
    assert not any("☑" in label for label in colleague.labels())
    message = colleague.last["message_id"]
    said = await colleague.presses(message, DoSeveral("queue", "-", "refuse").pack())
    assert said == colleague.words("several-none")

    beside = await world.staff("Yi", Role.LEAD, unit="hengyang")
    for person in (citizen, beside):
        await person.says("/start")
        message = person.last["message_id"]
        for forged in (
            TickCase("queue", "-", last.id, last.version),
            TickAll("queue", "-", 1),
            DoSeveral("queue", "-", "refuse"),
        ):
            await person.presses(message, forged.pack())
        assert await ticked(world, person) == set()
    for wrong in ("purge", "verify", "nothing"):
        forged = DoSeveral("queue", "-", wrong).pack()
        assert await moderator.presses(moderator.last["message_id"], forged) == moderator.words(
            "answer-stale"
        )
    for which, after in (("queue", "1.2"), ("s1", "1.2.3"), ("all", "-"), ("mine", "x")):
        forged = ShowTicks(which, after).pack()
        assert await moderator.presses(moderator.last["message_id"], forged) == moderator.words(
            "answer-stale"
        )

    world.later(25 * 3600)
    await moderator.says("/queue")
    await moderator.taps("Several")
    assert not any("☑" in label for label in moderator.labels())


async def test_in_a_group_nothing_is_ticked(world, lead):
    found, _ = await reported(world, 2)
    chat = await world.group(lead, unit="changsha")
    await lead.says("/queue", chat=chat)
    assert "Several" not in lead.labels(chat)
    message = world.telegram.messages(chat)[-1]["message_id"]
    await lead.presses(message, TickAll("queue", "-", 1).pack(), chat=chat)
    assert await ticked(world, lead) == set()
    assert await world.db.run(cases.get, found[0].id)


@pytest.mark.parametrize("cancelled", ["Cancel", "/cancel"])
async def test_given_up_the_ticks_are_as_they_were(world, moderator, cancelled):
    found, _ = await reported(world, 2)
    await ticks_all(moderator)
    await moderator.taps("Do not accept")
    if cancelled.startswith("/"):
        await moderator.says(cancelled)
    else:
        await moderator.taps(cancelled)
    assert {f"☑ {case.number}" for case in found} <= set(moderator.labels())
    assert set(await states(world, found)) == {Status.SUBMITTED}
