"""Next case: a lead's decisions first, then own cases, then free ones; none of others'."""

import pytest
from msgspec.structs import replace

from storage.cases import cases
from tests.dialogs.moderation.test_casework import accepts, files, newest, now
from tests.support.counting import Acts, counting

NEXT, CONFIRM = "Next case ›", "Confirm and send"


async def rejects(person, case):
    """Accept a case and decide that it is not upheld, which a second person must confirm."""
    await person.says(f"/case {case.number}")
    await accepts(person)
    await person.taps_on_card("Decide")
    await person.taps("Not upheld")
    await person.taps("Send")


@pytest.mark.soak
async def test_a_lead_confirms_five_decisions_one_after_another(
    world, citizen, moderator, colleague, lead
):
    *ordinary, taken, own, untaken = [await files(world, citizen) for _ in range(7)]
    reported = await files(world, lead)
    danger = await files(world, citizen, danger=True)
    for case in (*ordinary, reported, danger):
        await rejects(moderator, case)
    await rejects(lead, own)
    await colleague.says(f"/case {taken.number}")
    await colleague.taps_on_card("Take")
    queue = [danger, *ordinary]

    # who decided is shown what is left, not what they may not confirm
    await moderator.says(f"/case {danger.number}")
    await moderator.taps(NEXT)
    assert untaken.number in newest(moderator)
    await moderator.taps(NEXT)
    moderator.sees("next-none")

    await lead.says(f"/case {danger.number}")
    with counting(lead) as did:
        for case in queue:
            assert case.number in newest(lead)
            await lead.taps(CONFIRM)
            await lead.taps(NEXT)
    assert did == Acts(taps=2 * len(queue))
    assert {(await now(world, case)).status for case in queue} == {"closed"}

    # neither own decision, own report nor what a colleague has; the free one, and no other
    assert untaken.number in newest(lead)
    await lead.taps(NEXT)
    lead.sees("next-none")
    await lead.taps("☰ Queue")
    assert all(case.number in newest(lead) for case in (taken, own, untaken))


async def test_what_is_passed_over_comes_again_and_what_is_sent_back_does_not(
    world, citizen, moderator, lead
):
    found = [await files(world, citizen) for _ in range(3)]
    for case in found:
        await rejects(moderator, case)
    first, second, third = (case.number for case in found)
    await lead.says(f"/case {first}")
    for number in (second, third, first, second):
        await lead.taps(NEXT)
        assert number in newest(lead)
    await lead.taps_on_card("Send back")
    await lead.says("Please look at it again.")
    await lead.taps(NEXT)
    assert third in newest(lead)
    await lead.taps(NEXT)
    assert first in newest(lead)


@pytest.mark.soak
async def test_own_cases_come_before_those_that_nobody_has(world, citizen, moderator):
    free, *own = [await files(world, citizen) for _ in range(3)]
    for case in own:
        await moderator.says(f"/case {case.number}")
        await moderator.taps_on_card("Take")
    await moderator.says(f"/case {own[0].number}")
    for case in (own[1], free, own[0]):
        await moderator.taps(NEXT)
        assert case.number in newest(moderator)


async def test_a_danger_to_life_comes_next_once_a_case_is_dealt_with(world, citizen, moderator):
    found = [await files(world, citizen) for _ in range(3)]
    await moderator.says(f"/case {found[1].number}")
    danger = await files(world, citizen, danger=True)
    await rejects(moderator, found[1])
    await moderator.taps(NEXT)
    assert danger.number in newest(moderator)


@pytest.mark.soak
async def test_many_cases_of_others_hide_none(world, citizen, moderator):
    first, last = [await files(world, citizen) for _ in range(2)]

    def others_have(tx):
        for number in range(120):
            case = replace(first, number=f"2601-{number:04d}", assignee="other", opened_at=number)
            cases.open_case(tx, case)

    await world.db.run(others_have)
    await moderator.says(f"/case {first.number}")
    await moderator.taps(NEXT)
    assert last.number in newest(moderator)
