"""A decision that the unit itself had removed it: counted as gone only while it stands."""

import pytest

from domain.case import Outcome
from domain.network.people import Role
from domain.status import Status
from tests.dialogs.moderation.test_casework import GONE, RULE, accepts, decides, files, now
from tests.dialogs.network.test_network import open_card
from tests.support.decisions import writes


async def test_what_is_sent_back_no_longer_counts_as_gone(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator)
    assert (await now(world, case)).removed_at is not None
    await citizen.says("/cases")
    await citizen.taps("··")
    assert "It was gone on" not in citizen.texts(1)  # nobody has confirmed it

    await open_card(lead, case)
    await lead.taps_on_card("Send back")
    await lead.says("I can still see it.")
    assert (await now(world, case)).removed_at is None


@pytest.mark.soak
async def test_a_change_on_an_appeal_counts_like_a_first_decision(world, citizen, moderator, lead):
    judge = await world.staff("Su", Role.LEAD, "changsha")
    third = await world.staff("Bai", Role.LEAD, "changsha")
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator, outcome="Not upheld")
    await lead.taps("Confirm and send")
    await citizen.taps("Appeal")
    await citizen.says("It is still there.")
    for back in (True, False):
        await open_card(judge, case)
        await judge.taps_on_card("Change decision")
        await judge.taps(GONE)
        await judge.taps("I saw it myself")
        await writes(
            judge, rule=RULE, facts="a copy of a bank's site", words="The shop was removed."
        )
        gone_at = (await now(world, case)).removed_at
        assert gone_at is not None
        await open_card(third, case)
        await third.taps("Send back" if back else "Confirm and send")
        if back:
            await third.says("I can still see it.")
            found = await now(world, case)
            assert (found.status, found.removed_at) == (Status.APPEALED, None)
    closed = await now(world, case)
    assert (closed.outcome, closed.removed_at) == (Outcome.REMOVED_BY_UNIT, gone_at)
    await citizen.says("/cases")
    await citizen.taps("··")
    assert "The content was gone on" in citizen.texts(1)
