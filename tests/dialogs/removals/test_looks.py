"""What a person saw: "Gone" tells reporters something, so it is confirmed, and can be put right."""

import pytest

from domain.removals.removal import Check, State
from handlers.removals.callbacks import LookedAt
from storage.cases import cases
from tests.dialogs.removals.test_measures import asked, decides
from tests.dialogs.removals.test_partly import WHICH, two_pages
from tests.dialogs.removals.test_story import HOUR, cast, later, removal

__all__ = ["cast"]

STILL = "The office has looked: it is still there."
GONE = "Someone at the office has looked."


async def opens(moderator):
    await moderator.says("/measures")
    await moderator.taps("2611-")


async def test_gone_is_confirmed_where_there_are_several_addresses(world, citizen, cast):
    await two_pages(world, citizen, cast)
    site, moderator = cast["site"], cast["moderator"]
    await site.taps("Done")
    await opens(moderator)
    before, told = await removal(world), citizen.texts()
    await moderator.taps("Gone")
    moderator.sees("removal-sure-gone", count=2)
    assert (await removal(world), citizen.texts()) == (before, told)
    await moderator.taps("No")
    assert {"Gone", "Still there"} <= set(moderator.labels())
    await moderator.taps("Gone")
    await moderator.taps("Yes, gone")
    assert (await removal(world)).check is Check.GONE


@pytest.mark.parametrize("answer", ["Partly", "Refused", "no answer", "none in time"])
async def test_gone_is_confirmed_where_the_site_has_not_said_so(world, citizen, cast, answer):
    await asked(world, citizen, cast)
    site, moderator = cast["site"], cast["moderator"]
    if answer in {"Partly", "Refused"}:
        await site.taps(answer)
        await site.says(WHICH)
    elif answer == "none in time":
        await later(world, 25 * HOUR)
    await opens(moderator)
    before = await removal(world)
    await moderator.taps("Gone")
    moderator.sees("removal-sure-gone", count=1)
    assert await removal(world) == before
    assert GONE not in citizen.texts()
    await moderator.taps("Yes, gone")
    assert (await removal(world)).state is State.SETTLED
    assert citizen.texts().count(GONE) == 1


async def test_gone_by_mistake_is_put_right_and_reporters_hear_the_last_word(world, citizen, cast):
    """Gone, still there, gone again: told each time, and the site is asked in between."""
    case = await asked(world, citizen, cast)
    site, moderator = cast["site"], cast["moderator"]
    await opens(moderator)
    for times in (1, 2):
        await moderator.taps("Gone")
        await moderator.taps("Yes, gone")
        assert "⏳ Decision to come" in citizen.texts(1)
        assert citizen.texts().count(GONE) == times
        assert (await world.db.run(cases.get, case.id)).removed_at is not None
        assert "Still there" in moderator.labels()
        assert "Changed" in moderator.labels()
        assert "Gone" not in moderator.labels()
        await later(world, HOUR)
        await moderator.says(f"/case {case.number}")
        await moderator.taps_on_card("Request: ")
        await moderator.taps("Still there")
        assert "1 reporter will be told: It is still there" in moderator.texts(1)
        assert citizen.texts().count(STILL) == times - 1
        await moderator.taps("Yes, still there")
        found = await removal(world)
        assert (found.state, found.check) == (State.ASKED, Check.STILL_THERE)
        assert found.remind_at is not None
        assert (await world.db.run(cases.get, case.id)).removed_at is None
        assert citizen.texts().count(STILL) == times
        assert "⏳ Measures asked for" in citizen.texts(1)
        site.saw("notice-removal_asked-still_there", number=f"{case.number}/1")


async def test_what_is_settled_can_only_be_seen_otherwise_and_only_while_the_case_is_open(
    world, citizen, cast
):
    case = await asked(world, citizen, cast)
    site, moderator = cast["site"], cast["moderator"]
    await site.taps("Done")
    await opens(moderator)
    await moderator.taps("Gone")  # one address, and the site said so: reporters know it
    settled = await removal(world)
    assert settled.state is State.SETTLED
    button = LookedAt(removal=1, check=Check.GONE, seen=settled.version)
    said = await moderator.presses(moderator.last["message_id"], button.pack())
    assert said == moderator.words("removal-not-now")
    await decides(world, moderator, cast["lead"], case, "Removed")
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Request: ")
    assert not {"Still there", "Changed"} & set(moderator.labels())
    button = LookedAt(removal=1, check=Check.STILL_THERE, seen=settled.version)
    said = await moderator.presses(moderator.last["message_id"], button.pack())
    assert said == moderator.words("removal-not-now")
    assert await removal(world) == settled


async def test_what_a_reporter_reads_on_their_report_fits_what_they_were_told(world, citizen, cast):
    await asked(world, citizen, cast)
    await cast["site"].taps("Done")
    assert "⏳ Decision to come" in citizen.texts(1)
    await citizen.says("/cases")
    await citizen.taps("··")
    assert "⏳ Decision to come" in citizen.texts(1)
    assert "asks for measures" not in citizen.texts(1)
