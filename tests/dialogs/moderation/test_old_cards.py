"""Presses on cards that show a case as it was: each is answered once, and says what is the case."""

import pytest

from domain.network.people import Role
from sandbox.limits import CALLBACK_SECONDS
from tests.dialogs.moderation.test_casework import accepts, files, newest


def buttons(person):
    """The data of all buttons of the newest message."""
    rows = person.last["reply_markup"]["inline_keyboard"]
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


@pytest.mark.soak
async def test_every_button_of_an_old_card_is_answered_once(world, citizen, moderator, colleague):
    """`Talker.presses` counts the answers: Telegram refuses a second one."""
    case = await files(world, citizen)
    await colleague.says(f"/case {case.number}")
    old = buttons(colleague)
    await colleague.taps("More")
    old = [*dict.fromkeys([*old, *buttons(colleague)])]
    assert len(old) > 10
    await moderator.says(f"/case {case.number}")
    await accepts(moderator)
    refused = 0
    for data in old:
        await colleague.says(f"/case {case.number}")
        said = await colleague.presses(colleague.last["message_id"], data)
        refused += said == colleague.words("case-moved-on")
    assert refused >= 5

    # who may not read it any more is answered once, too
    await world.staff("Yi", Role.MODERATOR, unit="hengyang")
    for data in old:
        await citizen.says("/start")
        assert await citizen.presses(citizen.last["message_id"], data)


async def test_a_refusal_that_comes_too_late_for_the_press_comes_as_a_message(
    world, citizen, moderator, colleague
):
    await files(world, citizen)
    message, late = colleague.data("Accept as Fraud")
    await accepts(moderator)
    query = world.telegram.press(colleague.account, colleague.account, message, late)
    world.later(CALLBACK_SECONDS + 1)
    before = len(world.wire.answered)

    await world.settle()

    assert world.wire.answered[before:].count(query) == 1
    assert world.telegram.presses[query].answer is None
    assert newest(colleague) == colleague.words("case-moved-on")
    assert colleague.words("staff-status-accepted") in colleague.texts(2)
