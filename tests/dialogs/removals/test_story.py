"""A page of a member site: asked for, refused, ordered, removed, seen gone, back, removed again."""

import pytest

from bot.runtime import clock
from conversation.form import Given
from domain.case import Outcome
from domain.network.people import Role
from domain.removals.removal import Answer, Check, State
from domain.status import Status
from storage.audit import journal
from storage.cases import cases
from storage.removals import removals
from tests.support.decisions import writes
from tests.support.life import Life

HOUR, DAY = 3600, 24 * 3600
PAGE = "https://rednet.cn/fake-bank"
RULE = "Article 266"
PROVINCE = "Hunan Internet Illegal and Harmful Information Reporting Centre"


@pytest.fixture
async def cast(world):
    """People of the province and of its member site."""
    return {
        "moderator": await world.staff("Luo", Role.MODERATOR, "hunan"),
        "lead": await world.staff("Tan", Role.LEAD, "hunan"),
        "site": await world.staff("Peng", Role.MODERATOR, "rednet"),
        "site_lead": await world.staff("Qi", Role.LEAD, "rednet"),
    }


async def files_page(world, citizen, link=PAGE):
    """A report of fraud on the site's page: it goes to the first unit above that may have it."""
    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    filed = await life.files(citizen.account, link=Given(text=link), region=None)
    await world.settle()
    return await world.db.run(cases.get, filed.report.case_id)


async def begins(moderator):
    await moderator.taps("Accept")
    await moderator.taps_on_card("Start checking")


async def asks(moderator, whom="Rednet", what="Remove it", finding="It copies the page of a bank."):
    """The form to its end, for one address."""
    await moderator.taps_on_card("Ask for measures")
    await moderator.taps(whom)
    await moderator.taps(what)
    await moderator.taps(RULE)
    await moderator.says(finding)
    await moderator.taps("Send")


async def later(world, seconds):
    world.later(seconds)
    await clock.tick(world.db, world.jubao.services)
    await world.settle()


async def removal(world, number=1):
    return await world.db.run(removals.get, number)


async def test_a_page_is_refused_ordered_removed_seen_gone_and_removed_again_when_it_comes_back(
    world, citizen, cast
):
    moderator, lead, site = cast["moderator"], cast["lead"], cast["site"]
    case = await files_page(world, citizen)
    assert case.unit == "hunan"
    await begins(moderator)

    # The province asks the site.
    await asks(moderator)
    assert (await world.db.run(cases.get, case.id)).status is Status.ACTING
    site.sees("notice-removal_asked-asked", number=f"{case.number}/1")
    card = site.texts(1)
    assert "hxxps://rednet[.]cn/fake-bank" in card
    assert "It copies the page of a bank." in card
    assert PROVINCE in card
    assert {"Done", "Partly", "Refused"} <= set(site.labels())
    assert "Back to the case" not in site.labels()
    assert site.words("removal-which-buttons") not in card  # a site has one of the two rows
    assert "has asked Rednet to remove it, by" in citizen.texts(2)

    # "Removed" cannot be chosen yet.
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Decide")
    assert "Removed" not in moderator.labels()
    assert "Removed by the unit itself" in moderator.labels()
    await moderator.taps("Cancel")

    # The site refuses; the lead above is asked, and orders it.
    await site.taps("Refused")
    await site.says("It is a paid advertisement.")
    lead.saw("notice-removal_stuck", number=f"{case.number}/1")
    assert "It is a paid advertisement." in lead.texts()
    assert "passed up to " + PROVINCE in citizen.texts()
    assert "advertisement" not in citizen.texts()
    await lead.says("/measures")
    await lead.taps(f"⛔ {case.number}/1")
    await lead.taps("Order")
    await lead.says("Remove it: it is fraud.")
    await lead.taps("1 working day")
    site.saw("notice-removal_asked-ordered", number=f"{case.number}/1")
    assert "Remove it: it is fraud." in site.texts(1)

    # The site lets the time pass, then removes it, and a person looks.
    await later(world, 2 * DAY)
    await site.says("/measures")
    await site.taps("⏰")
    await site.taps("Done")
    assert "says Rednet" in citizen.texts()
    await moderator.says(f"/case {case.number}")
    await moderator.taps("Gone")
    found = await removal(world)
    assert (found.state, found.check) == (State.SETTLED, Check.GONE)
    assert (await world.db.run(cases.get, case.id)).removed_at == found.answered_at

    # Now the case can be decided as removed.
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Removed")
    await writes(
        moderator,
        rule=RULE,
        facts="The site removed it.",
        words="The page was a copy of a bank's and has been removed.",
    )
    await lead.says(f"/case {case.number}")
    await lead.taps("Confirm and send")
    closed = await world.db.run(cases.get, case.id)
    assert (closed.status, closed.outcome) == (Status.CLOSED, Outcome.REMOVED)

    # It comes back: asked again, while the case stays closed.
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("It is back")
    await moderator.taps("Yes, it is back")
    found = await removal(world)
    assert (found.state, found.back) == (State.ASKED, 1)
    assert (await world.db.run(cases.get, case.id)).status is Status.CLOSED
    assert (await world.db.run(cases.get, case.id)).removed_at is None
    site.saw("notice-removal_asked-back", number=f"{case.number}/1")
    assert "It is back. The office has asked again" in citizen.texts()
    await site.taps("Done")
    await moderator.says("/measures")
    await moderator.taps(f"👁 {case.number}/1")
    await moderator.taps("Gone")
    assert (await removal(world)).state is State.SETTLED
    assert (await world.db.run(cases.get, case.id)).removed_at is not None

    verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert verbs[3:] == [
        "measures",
        "removal_answer",
        "removal_order",
        "removal_answer",  # by the clock: the time of the order has passed
        "removal_answer",
        "removal_check",
        "decide",
        "confirm",
        "back",
        "removal_answer",
        "removal_check",
    ]
    assert await world.db.run(journal.first_break, case.id) is None
    for name in ("Luo", "Tan", "Peng", "Qi"):
        assert name not in citizen.texts()
    assert (await removal(world)).answer is Answer.DONE
