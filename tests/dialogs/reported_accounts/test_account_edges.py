"""Accounts where cases move, join, end otherwise or grow old; and what others learn of them."""

import pytest

from conversation.form import Given
from domain.network.people import Role
from domain.search.search import DAY
from domain.status import Status
from handlers.reported_accounts.callbacks import SeeAccount
from storage.reported_accounts import case_accounts
from tests.dialogs.moderation.test_casework import files, newest, now
from tests.dialogs.moderation.test_clocks import ticks
from tests.dialogs.network.test_network import open_card
from tests.dialogs.reported_accounts.test_reported_accounts import LINK, upheld
from tests.support.decisions import writes


async def test_a_search_in_another_city_finds_nothing_and_says_nothing(
    world, citizen, moderator, lead
):
    case = await upheld(world, citizen, moderator, lead)
    other = await world.staff("Tan", Role.LEAD, "hengyang")
    for typed in ("@1234567890", LINK, "weibo 1234567890", case.number):
        await other.says(f"/search {typed}")
        assert case.number not in other.labels()
        assert "1 upheld" not in newest(other)
    await other.says("/accounts")
    other.sees("accounts-none")
    for row in (1, 2, 99):
        said = await other.presses(other.last["message_id"], SeeAccount(row=row, after="-").pack())
        assert said == other.words("account-gone")
    await citizen.says("/search @1234567890")
    assert case.number not in citizen.texts(1)


@pytest.mark.soak
async def test_a_change_on_an_appeal_takes_measure_and_count_away(world, citizen, moderator, lead):
    judge = await world.staff("Su", Role.LEAD, "changsha")
    third = await world.staff("Bai", Role.LEAD, "changsha")
    case = await upheld(world, citizen, moderator, lead, measure="Suspended")
    await open_card(moderator, case)
    assert "1 case · 1 upheld" in newest(moderator)
    assert "Last measure" in newest(moderator)
    await citizen.taps("Appeal")
    await citizen.says("It is another person's.")
    await open_card(judge, case)
    await judge.taps_on_card("Change decision")
    await judge.taps("Not upheld")
    await writes(judge, facts="another person's account", words="No rule was broken.")
    await open_card(moderator, case)
    assert "none upheld" in newest(moderator)
    await open_card(third, case)
    await third.taps("Confirm and send")
    assert (await now(world, case)).status is Status.CLOSED
    await open_card(moderator, case)
    assert "1 case · none upheld" in newest(moderator)
    assert "Last measure" not in newest(moderator)
    before = moderator.texts() + lead.texts() + judge.texts()
    world.later(8 * DAY)
    await ticks(world)
    assert moderator.texts() + lead.texts() + judge.texts() == before  # no reminder of its end


@pytest.mark.soak
async def test_an_account_goes_along_with_its_case_and_its_old_unit_reads_it_no_more(
    world, citizen, moderator
):
    case = await files(world, citizen, link=Given(text=LINK))
    row = (await world.db.run(case_accounts.of_case, case.id))[0].row
    await open_card(moderator, case)
    await moderator.taps_on_card("Transfer")
    await moderator.says("hengyang")
    await moderator.says("The shop is in Hengyang.")
    await moderator.says("/search @1234567890")
    assert case.number not in moderator.labels()
    said = await moderator.presses(
        moderator.last["message_id"], SeeAccount(row=row, after="-").pack()
    )
    assert said == moderator.words("account-gone")
