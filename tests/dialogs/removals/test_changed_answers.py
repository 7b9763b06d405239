"""An answer or a look that replaces another: whoever reported it reads what is true now."""

import pytest

from domain.removals.removal import Answer, Check, State
from handlers.removals.callbacks import AnswerRemoval
from storage.cases import cases
from tests.dialogs.removals.test_looks import opens
from tests.dialogs.removals.test_measures import asked, decides
from tests.dialogs.removals.test_partly import WHICH
from tests.dialogs.removals.test_story import HOUR, cast, later, removal

__all__ = ["cast"]

REMOVED, TAKEN_BACK = "says Rednet. The office will look.", "Rednet has changed its answer"
NOW_REFUSED = "it refuses what the office asked for"
UP, CHANGED = "has been passed up to", "It was changed, not removed."
OF_LOOK = "The office has looked: it was changed, not removed."


async def answers(site, answer):
    """On the card as it stands now."""
    await site.says("/measures")
    await site.taps("2611-")
    await site.taps(answer)
    if answer != "Done":
        await site.says(WHICH)


@pytest.mark.parametrize(("answer", "read"), [("Partly", TAKEN_BACK), ("Refused", NOW_REFUSED)])
async def test_a_site_takes_done_back_and_reporters_hear_it(world, citizen, cast, answer, read):
    case = await asked(world, citizen, cast)
    site, moderator = cast["site"], cast["moderator"]
    await site.taps("Done")
    assert {"Partly", "Refused"} <= set(site.labels())
    assert "Done" not in site.labels()
    assert (await world.db.run(cases.get, case.id)).removed_at is not None
    await answers(site, answer)
    assert citizen.texts().rindex(read) > citizen.texts().rindex(REMOVED)
    assert UP not in citizen.texts()  # one message says it
    assert (await world.db.run(cases.get, case.id)).removed_at is None
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Decide")
    assert "Removed" not in moderator.labels()
    await moderator.taps("Cancel")
    await opens(moderator)
    assert WHICH in moderator.texts(1)


async def test_each_further_change_of_the_answer_is_told(world, citizen, cast):
    """Within one time to answer, nothing is asked again: told all the same."""
    await asked(world, citizen, cast)
    for times in (1, 2):
        await answers(cast["site"], "Done")
        assert citizen.texts().count(REMOVED) == times
        await answers(cast["site"], "Partly")
        assert citizen.texts().count(TAKEN_BACK) == times


async def test_done_is_not_answered_twice_nor_after_a_look(world, citizen, cast):
    await asked(world, citizen, cast)
    site, moderator = cast["site"], cast["moderator"]
    await site.taps("Done")
    for _ in range(2):
        before = await removal(world)
        button = AnswerRemoval(removal=1, answer=Answer.DONE, seen=before.version)
        said = await site.presses(site.last["message_id"], button.pack())
        assert said == site.words("removal-not-now")
        assert await removal(world) == before
        if before.state is State.TO_CHECK:
            await opens(moderator)
            await moderator.taps("Gone")
    await site.says("/measures")
    site.sees("measures-by-empty")


async def test_what_was_done_and_is_seen_changed_is_told_and_can_be_put_right(world, citizen, cast):
    await asked(world, citizen, cast)
    site, moderator = cast["site"], cast["moderator"]
    await site.taps("Done")
    await opens(moderator)
    before = await removal(world)
    await moderator.taps("Changed")
    assert f"1 reporter will be told: {CHANGED}" in moderator.texts(1)
    assert (await removal(world), OF_LOOK in citizen.texts()) == (before, False)
    await moderator.taps("Yes, changed")
    assert (await removal(world)).state is State.SETTLED
    assert citizen.texts().rindex(OF_LOOK) > citizen.texts().rindex(REMOVED)
    assert {"Gone", "Still there"} <= set(moderator.labels())
    await moderator.taps("Gone")
    await moderator.taps("Yes, gone")
    assert (await removal(world)).check is Check.GONE
    assert citizen.texts().rindex("Someone at the office") > citizen.texts().rindex(OF_LOOK)


async def test_what_is_refused_after_it_was_seen_there_is_told_as_passed_up(world, citizen, cast):
    """Refused, done, still there, refused: the last word is not that it is asked again."""
    await asked(world, citizen, cast)
    site, moderator = cast["site"], cast["moderator"]
    await answers(site, "Refused")
    await answers(site, "Done")
    await later(world, HOUR)
    await opens(moderator)
    await moderator.taps("Still there")
    await moderator.taps("Yes, still there")
    await answers(site, "Refused")
    assert citizen.texts().count(UP) == 2
    assert citizen.texts().rindex(UP) > citizen.texts().rindex("it is still there")


async def test_a_site_takes_done_back_after_the_case_was_closed_as_removed(world, citizen, cast):
    case = await asked(world, citizen, cast)
    site, moderator = cast["site"], cast["moderator"]
    await site.taps("Done")
    await decides(world, moderator, cast["lead"], case, "Removed")
    await answers(site, "Refused")
    assert TAKEN_BACK in citizen.texts()
    assert (await removal(world)).state is State.STUCK
    cast["lead"].saw("notice-removal_stuck", number=f"{case.number}/1")
    await moderator.says(f"/case {case.number}")
    assert "It is back" not in await moderator.card_labels()
