"""The lists of staff: what one has taken, and what of it waits for its reporter."""

from tests.dialogs.moderation.test_casework import files


def case_labels(message):
    """The buttons of a message that open cases; none where it is no list."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    labels = [button["text"] for row in rows for button in row]
    return [label for label in labels if "2611-" in label]


async def test_what_waits_for_its_reporter_is_a_tap_away_from_what_one_has_taken(
    world, citizen, moderator
):
    asked, taken = await files(world, citizen), await files(world, citizen)
    await moderator.says(f"/case {asked.number}")
    await moderator.taps("Ask reporter")
    await moderator.says("Which account?")
    await moderator.says(f"/case {taken.number}")
    await moderator.taps("Take")

    await moderator.says("/mine")
    assert taken.number in moderator.labels()
    assert asked.number not in moderator.labels()

    await moderator.taps("Waiting for the reporter")
    assert asked.number in moderator.labels()
    assert taken.number not in moderator.labels()

    await citizen.taps("Answer the office")
    await citizen.says("the one ending in 42")
    await moderator.says("/mine")
    await moderator.taps("Waiting for the reporter")
    moderator.sees("staff-unanswered-empty")
    await moderator.taps("Mine")
    assert {asked.number, taken.number} <= set(moderator.labels())
