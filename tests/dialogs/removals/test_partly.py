""" "Partly" says which addresses: who looks next must know what is done and what is not."""

import pytest

from domain.core.errors import Refusal
from domain.network.people import Verb
from domain.removals.removal import Answer, State
from storage.audit import journal
from tests.dialogs.removals.test_measures import asked
from tests.dialogs.removals.test_story import RULE, begins, cast, files_page, removal
from tests.support.life import Life
from usecases.removals import answering

__all__ = ["cast"]

WHICH = "1 is gone, 2 is not: its author objects."


async def two_pages(world, citizen, cast):
    """The site is asked for two addresses."""
    moderator = cast["moderator"]
    case = await files_page(world, citizen, "https://rednet.cn/1 https://rednet.cn/2")
    await begins(moderator)
    await moderator.taps_on_card("Ask for measures")
    for button in ("Rednet", "Remove it", "All of them", RULE):
        await moderator.taps(button)
    await moderator.says("It copies the page of a bank.")
    await moderator.taps("Send")
    return case


async def test_partly_asks_which_and_the_next_person_reads_it(world, citizen, cast):
    case = await two_pages(world, citizen, cast)
    site, moderator = cast["site"], cast["moderator"]
    assert "1.\nhxxps://rednet[.]cn/1\n2.\nhxxps://rednet[.]cn/2" in site.texts(1)
    before = await removal(world)
    await site.taps("Partly")
    site.sees("removal_answer-partly-ask")
    assert await removal(world) == before
    await site.says(WHICH)
    site.sees("removal-note-partly")

    found = await removal(world)
    assert (found.state, found.answer, found.reason) == (State.TO_CHECK, Answer.PARTLY, WHICH)
    entry = (await world.db.run(journal.of_case, case.id))[-1]
    assert (entry.verb, entry.reason) == (Verb.REMOVAL_ANSWER, f"partly: {WHICH}")
    await moderator.says("/measures")
    await moderator.taps("👁 ")
    moderator.sees("removal-partly")
    assert WHICH in moderator.texts(1)
    assert WHICH not in citizen.texts()


async def test_partly_is_answered_again_when_another_part_is_done(world, citizen, cast):
    await two_pages(world, citizen, cast)
    site, moderator = cast["site"], cast["moderator"]
    for which in (WHICH, "Now 2 is gone, too, but its copy is not."):
        await site.taps("Partly")
        await site.says(which)
        assert (await removal(world)).reason == which
        await moderator.says("/measures")
        await moderator.taps("👁 ")
        assert which in moderator.texts(1)


async def test_partly_is_not_answered_without_words(world, citizen, cast):
    await asked(world, citizen, cast)
    before = await removal(world)
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    for given in (Answer.PARTLY, Answer.REFUSED, Answer.NONE):
        with pytest.raises(Refusal, match="removal-not-now"):
            await life.does(cast["site"].account, answering.answer, 1, given, seen=before.version)
    await cast["site"].taps("Partly")
    await cast["site"].taps("Cancel")
    assert await removal(world) == before


async def test_who_refused_may_do_a_part_and_a_number_is_words_enough(world, citizen, cast):
    await asked(world, citizen, cast)
    await cast["site"].taps("Refused")
    cast["site"].sees("removal_answer-reason-ask")
    await cast["site"].says("It is a paid advertisement.")
    await cast["site"].taps("Partly")
    await cast["site"].says("1")
    found = await removal(world)
    assert (found.answer, found.reason) == (Answer.PARTLY, "1")
