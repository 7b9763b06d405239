"""Accepting in one tap, and deciding without starting to check first: no guard is left out."""

import pytest

from conversation.form import Given
from domain.network.people import Role
from domain.status import Status
from handlers.moderation.callbacks import AcceptClaimed
from storage.audit import journal
from storage.cases import cases
from tests.dialogs.moderation.test_casework import decides, files, now


async def verbs(world, case):
    return [entry.verb for entry in await world.db.run(journal.of_case, case.id)]


def tap(case, seen=None):
    return AcceptClaimed(case_id=case.id, seen=case.version if seen is None else seen).pack()


async def test_one_tap_accepts_as_the_form_does(world, citizen, moderator):
    by_tap, by_form = await files(world, citizen), await files(world, citizen)
    await moderator.says(f"/case {by_tap.number}")
    assert [row[0] for row in rows(moderator)][:1] == ["Accept as Fraud"]
    await moderator.taps("Accept as Fraud")
    assert moderator.words("staff-status-accepted") in moderator.texts(1)
    await moderator.says(f"/case {by_form.number}")
    await moderator.taps_on_card("Accept as another …")
    moderator.sees("accept-category-ask")
    await moderator.taps("Fraud")

    one, other = await now(world, by_tap), await now(world, by_form)
    assert one.status is other.status is Status.ACCEPTED
    assert (one.category, one.subcategory) == (other.category, other.subcategory)
    assert one.assignee == other.assignee is not None
    assert one.due_at == other.due_at
    assert await verbs(world, by_tap) == await verbs(world, by_form) == ["submit", "accept"]
    told = citizen.words("notice-accepted", category="Fraud")
    assert citizen.texts().count(told) == 2


def rows(person):
    """The labels of the newest message's buttons, row by row."""
    return [
        [button["text"] for button in row] for row in person.last["reply_markup"]["inline_keyboard"]
    ]


@pytest.mark.soak
async def test_a_tap_that_came_too_late_changes_nothing_and_shows_the_case(
    world, citizen, moderator, colleague
):
    case = await files(world, citizen)
    late = colleague.data("Accept as Fraud")
    await moderator.taps("Accept as Fraud")
    said = await colleague.presses(*late)
    assert said == colleague.words("case-moved-on")
    assert colleague.words("staff-status-accepted") in colleague.texts(1)
    assert rows(colleague)[0] == ["Decide"]
    assert await verbs(world, case) == ["submit", "accept"]


async def test_nobody_accepts_in_one_tap_what_they_may_not_accept(world, citizen, lead, moderator):
    own = await files(world, lead)
    said = await lead.presses(lead.last["message_id"], tap(own))
    assert said == lead.words("refusal-own-report")

    aside = await files(world, citizen)

    def put_aside(tx):
        return cases.change(tx, aside.id, seen=aside.version, quarantined_at=1, quarantine="flood")

    aside = await world.db.run(put_aside)
    said = await moderator.presses(moderator.last["message_id"], tap(aside))
    assert said == moderator.words("refusal-quarantined")

    for person in (citizen, await world.staff("Yi", Role.LEAD, unit="hengyang")):
        await person.says("/start")
        said = await person.presses(person.last["message_id"], tap(own))
        assert said
    assert [(await now(world, case)).status for case in (own, aside)] == [Status.SUBMITTED] * 2


async def test_a_category_that_the_unit_may_not_have_moves_up_and_it_says_why(world, citizen):
    site = await world.staff("Peng", Role.MODERATOR, unit="changshacn")
    case = await files(world, citizen, category=Given(choice="fraud"))

    def lie_at_the_site(tx):
        return cases.change(tx, case.id, seen=case.version, unit="changshacn")

    case = await world.db.run(lie_at_the_site)
    await site.says(f"/case {case.number}")
    await site.taps("Accept as Fraud")

    site.sees("accept-moved-up")
    found = await now(world, case)
    assert (found.status, found.unit) == (Status.SUBMITTED, "changsha")
    assert await verbs(world, case) == ["submit", "transfer"]


@pytest.mark.soak
async def test_a_decision_on_an_accepted_case_checks_it_first(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await moderator.taps("Accept as Fraud")
    await moderator.taps("Decide")
    await moderator.taps("Cancel")
    assert (await now(world, case)).status is Status.ACCEPTED
    assert "being checked" not in citizen.texts()

    await moderator.says(f"/case {case.number}")
    await decides(moderator)
    assert (await now(world, case)).status is Status.FEEDBACK_PENDING
    assert citizen.texts().count(citizen.words("notice-verifying")) == 1
    await lead.taps("Confirm and send")
    assert await verbs(world, case) == ["submit", "accept", "check", "decide", "confirm"]
    assert await world.db.run(journal.first_break, case.id) is None


async def test_a_decision_that_is_refused_leaves_the_case_unchecked(
    world, citizen, moderator, lead
):
    case = await files(world, citizen)
    await moderator.taps("Accept as Fraud")
    await moderator.taps("Decide")
    await moderator.taps("Already gone")
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Start checking")
    said = await moderator.taps("Send")  # for the state that it was opened in
    assert "checking begun (Zhou, " in said
    assert (await now(world, case)).status is Status.VERIFYING
    assert await verbs(world, case) == ["submit", "accept", "check"]
