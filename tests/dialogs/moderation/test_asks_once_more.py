"""A case without an answer is ended only by a second press, which says who is told."""

from domain.status import Status
from tests.dialogs.moderation.test_casework import newest, now
from tests.dialogs.reporting.test_talk import opens, other, two

__all__ = ["other"]

DAYS = 24 * 3600


async def asked(world, citizen, other, moderator):
    """A case of two reporters whose question has had its time, with the question open."""
    case = await two(world, citizen, other)
    await opens(moderator, case)
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps("Everybody")
    await moderator.says("Which account?")
    world.later(15 * DAYS)
    await opens(moderator, case)
    await moderator.taps_on_card("Close: no answer")
    return case


async def test_no_answer_is_asked_once_more_and_says_who_will_be_told_what(
    world, citizen, other, moderator
):
    case = await asked(world, citizen, other, moderator)
    moderator.sees("lapse-sure-ask")
    assert "2 reporters will be told: The office closed the report" in newest(moderator)
    assert (await now(world, case)).status is Status.NEEDS_INFO
    await moderator.taps("Cancel")
    assert (await now(world, case)).status is Status.NEEDS_INFO
    await moderator.taps_on_card("Close: no answer")
    assert citizen.words("notice-lapsed") not in citizen.texts() + other.texts()

    await moderator.taps("Yes, close it")

    assert (await now(world, case)).status is Status.NOT_ACCEPTED
    assert moderator.words("staff-status-not_accepted") in newest(moderator)
    for person in (citizen, other):
        assert person.texts().count(person.words("notice-lapsed")) == 1


async def test_an_answer_that_comes_before_the_press_keeps_the_case_and_is_named(
    world, citizen, other, moderator
):
    case = await asked(world, citizen, other, moderator)
    await citizen.says("/cases")
    await citizen.taps("··")
    await citizen.taps("Answer")
    await citizen.says("The red one.")

    said = await moderator.taps("Yes, close it")

    assert said.startswith("Case " + case.number)
    assert "the reporter" in said
    assert (await now(world, case)).status is Status.SUBMITTED
    assert moderator.words("staff-status-submitted") in newest(moderator)
    assert moderator.words("notice-lapsed") not in citizen.texts() + other.texts()
