"""A case is given to a colleague, given back, and the next one is a tap away."""

import pytest

from domain.network.people import Role
from handlers.moderation.callbacks import AskAssignee, AssignTo, GiveBack
from storage.audit import journal
from storage.cases import cases
from storage.network import people
from tests.dialogs.moderation.test_casework import accepts, files


async def who_has(world, case):
    return (await world.db.run(cases.get, case.id)).assignee


async def fingerprint(world, person):
    return await world.db.run(people.who_is, person.account)


async def test_a_lead_gives_a_case_to_a_moderator_who_is_told(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Assign")
    lead.sees("assign-ask", number=case.number)
    await lead.taps("Chen (0)")

    assert "👤 Chen" in lead.texts(1)
    assert await who_has(world, case) == await fingerprint(world, moderator)
    moderator.sees("notice-assigned", number=case.number, name="Zhou")
    await moderator.says("/mine")
    assert case.number in moderator.texts(1)
    entry = (await world.db.run(journal.of_case, case.id))[-1]
    assert (entry.verb, entry.reason) == ("assign", await fingerprint(world, moderator))


async def test_who_has_it_gives_it_to_a_colleague_or_back(world, citizen, moderator, colleague):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    assert "Assign" not in await moderator.card_labels()
    assert "Give back" not in await moderator.card_labels()
    await moderator.taps_on_card("Take")
    await moderator.taps_on_card("Assign")
    await moderator.taps("Wu (0)")
    assert await who_has(world, case) == await fingerprint(world, colleague)
    assert "Give back" not in await moderator.card_labels()

    await colleague.says(f"/case {case.number}")
    await colleague.taps_on_card("Give back")
    assert await who_has(world, case) is None
    assert "👤 Not taken yet" in colleague.texts(1)


@pytest.mark.soak
async def test_people_with_little_to_do_come_first(world, citizen, moderator, colleague, lead):
    for _ in range(2):
        case = await files(world, citizen)
        await moderator.says(f"/case {case.number}")
        await moderator.taps_on_card("Take")
    last = await files(world, citizen)
    await lead.says(f"/case {last.number}")
    await lead.taps_on_card("Assign")
    labels = [label for label in lead.labels() if "(" in label]
    assert labels.index("Wu (0)") < labels.index("Chen (2)")


async def test_nobody_else_says_who_works_on_a_case(world, citizen, moderator, colleague):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Take")
    beside = await world.staff("Yi", Role.LEAD, unit="hengyang")
    seen = (await world.db.run(cases.get, case.id)).version
    to = (await fingerprint(world, colleague))[:16]
    for person in (colleague, beside, citizen):
        await person.says("/start")
        for forged in (
            AskAssignee(case.id, seen),
            AssignTo(case.id, to, seen),
            GiveBack(case.id, seen),
        ):
            await person.presses(person.last["message_id"], forged.pack())
    assert await who_has(world, case) == await fingerprint(world, moderator)
    outside = (await fingerprint(world, beside))[:16]
    said = await moderator.presses(
        moderator.last["message_id"], AssignTo(case.id, outside, seen).pack()
    )
    assert said == moderator.words("staff-unknown")


@pytest.mark.soak
async def test_an_old_card_gives_nothing_away(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Assign")
    old = lead.data("Chen (0)")
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Take")
    assert await lead.presses(*old) == lead.words("case-moved-on")
    assert "👤 Chen" in lead.texts(1)  # the card as it is now


@pytest.mark.soak
async def test_the_next_case_is_the_oldest_that_nobody_else_has(
    world, citizen, moderator, colleague
):
    first, second, third = [await files(world, citizen) for _ in range(3)]
    await colleague.says(f"/case {second.number}")
    await colleague.taps_on_card("Take")

    await moderator.says(f"/case {first.number}")
    await moderator.taps("Next case ›")
    assert third.number in moderator.texts(1)
    await moderator.taps("Next case ›")
    assert first.number in moderator.texts(1)


async def test_danger_comes_before_what_is_older(world, citizen, moderator):
    first = await files(world, citizen)
    danger = await files(world, citizen, danger=True)
    await moderator.says(f"/case {first.number}")
    await moderator.taps("Next case ›")
    assert danger.number in moderator.texts(1)


async def test_after_the_last_case_nothing_waits(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await accepts(moderator)
    await moderator.taps("Next case ›")
    moderator.sees("next-none")
