"""What an authority answers is entered by the lead, and offered for the next word to reporters."""

import pytest

from domain.network.people import Role
from storage.audit import journal
from storage.case_files import answers
from tests.dialogs.moderation.test_casework import accepts, files, now
from tests.support.case_files import referred

ANSWER = "A case was opened; the shop is under investigation."


@pytest.fixture
async def lead(world):
    return await world.staff("Zhou", Role.LEAD)


@pytest.fixture
async def case(world, citizen, moderator, lead):
    """A case that was referred."""
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await referred(world, case, lead)
    return case


async def enters(lead, case, *, receipt="2026-1188, 28 November"):
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Answer of the authority")
    if receipt:
        await lead.says(receipt)
    else:
        await lead.taps("Skip")
    await lead.says(ANSWER)


async def test_the_answer_stands_on_the_card_and_tells_nobody(world, citizen, lead, case):
    before = len(citizen.chat)

    await enters(lead, case)

    assert "2026-1188, 28 November" in lead.texts(1)
    assert ANSWER in lead.texts(1)
    assert len(citizen.chat) == before
    entry = (await world.db.run(journal.of_case, case.id))[-1]
    assert (entry.verb, entry.reason) == ("authority_answer", ANSWER)


async def test_the_monthly_word_is_offered_with_it_read_and_sent(
    world, citizen, moderator, lead, case
):
    await enters(lead, case, receipt="")
    due = (await now(world, case)).due_at
    world.later(25 * 86400)
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Tell reporter")
    await moderator.taps("🏛 Answer of the authority")
    assert ANSWER in moderator.texts(1)
    citizen_before = citizen.texts()
    assert ANSWER not in citizen_before

    await moderator.taps("Use")

    assert ANSWER in citizen.texts()
    assert (await now(world, case)).due_at > due


@pytest.mark.soak
async def test_own_words_can_be_written_instead(world, citizen, moderator, lead, case):
    await enters(lead, case)
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Tell reporter")

    await moderator.says("The police looks into it.")

    assert "The police looks into it." in citizen.texts()
    assert ANSWER not in citizen.texts()


async def test_only_a_lead_enters_it_and_only_while_the_case_is_referred(
    world, moderator, lead, case
):
    await moderator.says(f"/case {case.number}")
    assert "Answer of the authority" not in await moderator.card_labels()
    await lead.says(f"/case {case.number}")
    button = lead.data("Answer of the authority")
    await moderator.presses(moderator.last["message_id"], button[1])
    assert await world.db.run(answers.latest, case.id) is None

    other = await world.staff("Tan", Role.LEAD)
    await other.says("/queue")
    assert "Answer of the authority" not in await other.card_labels()
