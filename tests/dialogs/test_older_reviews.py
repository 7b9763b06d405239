"""A review whose message shows an older version of a form does nothing but show the new one."""

from tests.dialogs.moderation.test_casework import files, newest
from tests.dialogs.reporting.test_edits import forgets_what_it_showed, mine


async def presses_older(world, person, label, *, before, after):
    """Edit a message that a review shows, then press a button of the review as it was."""
    older = person.data(label)
    forgets_what_it_showed(world, person)
    await person.edits(mine(person, before), after)
    await person.presses(*older)
    person.sees("answer-outdated")
    assert after in newest(person)


async def test_a_decision(citizen, world, moderator):
    await files(world, citizen)
    await moderator.taps("Accept")
    await moderator.taps_on_card("Start checking")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Removed by the unit itself")
    await moderator.taps("I saw it myself")
    await moderator.taps("Change words")
    await moderator.says("The shop was removed on Monday.")
    before, after = "The shop was removed on Monday.", "The shop was removed on Tuesday."
    await presses_older(world, moderator, "Send", before=before, after=after)

    assert "The shop was removed" not in citizen.texts()
    await moderator.taps("Send")
    assert after in newest(moderator)


async def test_a_suggestion(citizen, world):
    await citizen.says("/suggest")
    await citizen.says("changsha")
    await citizen.says("Nobody answers the phone in the morning.")
    before, after = "Nobody answers the phone in the morning.", "Nobody answers at night."
    await presses_older(world, citizen, "Send", before=before, after=after)

    await citizen.taps("Send")
    citizen.saw("suggestion-sent", unit="Changsha Internet Information Office")


async def test_a_removal_request(citizen, world, moderator):
    await files(world, citizen)
    await moderator.taps("Accept")
    await moderator.taps_on_card("Start checking")
    await moderator.taps_on_card("Ask for measures")
    await moderator.taps("Told by phone")
    await moderator.says("Ms Hu of the host, 0731-1234567")
    await moderator.taps("Remove it")
    await moderator.taps("Article 266")
    before, after = "It copies the page of a bank.", "It copies the page of a shop."
    await moderator.says(before)
    await presses_older(world, moderator, "Send", before=before, after=after)

    await moderator.taps("Send")
    assert moderator.words("answer-outdated") not in newest(moderator)
