""" "It is back" tells every reporter, so it is confirmed first, and can be put right."""

import pytest

from domain.removals.removal import Check, State
from handlers.removals.callbacks import IsBack
from storage.cases import cases
from tests.dialogs.removals.test_measures import asked, decides
from tests.dialogs.removals.test_story import HOUR, cast, later, removal

__all__ = ["cast"]

BACK = "It is back. The office has asked again"


async def closed_as_removed(world, citizen, cast):
    case = await asked(world, citizen, cast)
    await cast["site"].taps("Done")
    await decides(world, cast["moderator"], cast["lead"], case, "Removed")
    await cast["moderator"].says(f"/case {case.number}")
    return case


async def test_it_is_back_asks_first_and_says_who_will_be_told_what(world, citizen, cast):
    case = await closed_as_removed(world, citizen, cast)
    moderator, site = cast["moderator"], cast["site"]
    before, told, card = await removal(world), citizen.texts(), site.texts()
    await moderator.taps_on_card("It is back")
    moderator.sees("removal-sure-back")
    assert "1 reporter will be told: It is back" in moderator.texts(1)
    assert (await removal(world), citizen.texts(), site.texts()) == (before, told, card)
    await moderator.taps("No")
    assert case.number in moderator.texts(1)
    assert "It is back" in await moderator.card_labels()
    await moderator.taps_on_card("It is back")
    await moderator.taps("Yes, it is back")
    assert (await removal(world)).state is State.ASKED
    assert citizen.texts().count(BACK) == 1
    assert {"Gone", "Still there", "Changed"} <= set(moderator.labels())


async def test_it_is_back_by_mistake_is_put_right_by_a_look(world, citizen, cast):
    case = await closed_as_removed(world, citizen, cast)
    moderator = cast["moderator"]
    await moderator.taps_on_card("It is back")
    await moderator.taps("Yes, it is back")
    moderator.sees("removal-note-back")
    await moderator.taps("Gone")
    await moderator.taps("Yes, gone")
    found = await removal(world)
    assert (found.state, found.check) == (State.SETTLED, Check.GONE)
    assert (await world.db.run(cases.get, case.id)).removed_at is not None
    assert citizen.texts().rindex("Someone at the office has looked.") > citizen.texts().rindex(
        BACK
    )


@pytest.mark.soak
async def test_a_question_that_was_left_open_does_not_ask_for_it_a_second_time(
    world, citizen, cast
):
    """Two are asked; it comes back and is gone again before the second one says yes."""
    case = await closed_as_removed(world, citizen, cast)
    moderator, lead = cast["moderator"], cast["lead"]
    await lead.says(f"/case {case.number}")
    for person in (lead, moderator):
        await person.taps_on_card("It is back")
    await moderator.taps("Yes, it is back")
    await later(world, HOUR)
    await moderator.taps("Gone")
    await moderator.taps("Yes, gone")
    settled = await removal(world)
    said = await lead.taps("Yes, it is back")
    assert said == lead.words("case-moved-on")
    assert await removal(world) == settled
    assert citizen.texts().count(BACK) == 1


async def test_a_button_of_an_old_message_asks_as_well(world, citizen, cast):
    case = await closed_as_removed(world, citizen, cast)
    moderator = cast["moderator"]
    await moderator.says("/help")
    await moderator.presses(moderator.last["message_id"], IsBack(case_id=case.id).pack())
    moderator.sees("removal-sure-back")
    assert BACK not in citizen.texts()
