"""Content that was seen gone: its addresses, and the case once all of them are gone."""

import pytest
from sqlalchemy import select

from conversation.form import Given
from storage.cases import cases, joins
from storage.engine.tables import targets
from storage.removals import removed
from storage.reporting import reports
from storage.reporting import targets as target_rows
from storage.reporting.targets import Target
from tests.support.life import CITIZEN, STRANGER, Life

PAGE, SHOP = "https://one.example.com/a", "https://two.example.net/b"
SEEN, LATER = 1_800_000_000, 1_800_003_600


@pytest.fixture
async def case(db, profile):
    """A case with two addresses."""
    filed = await Life(db, profile).files(CITIZEN, link=Given(text=f"{PAGE} {SHOP}"))
    return await db.run(cases.get, filed.report.case_id)


def times(tx, case):
    query = select(targets.c.removed_at).where(targets.c.case_id == case.id).order_by(targets.c.id)
    return list(tx.execute(query).scalars())


async def test_a_case_is_gone_once_its_last_address_is(db, case):
    assert await db.run(removed.mark, case, (PAGE,), SEEN) is None
    assert await db.run(times, case) == [SEEN, None]
    assert (await db.run(cases.get, case.id)).removed_at is None

    gone = await db.run(removed.mark, case, [SHOP], LATER)
    assert await db.run(times, case) == [SEEN, LATER]
    assert gone == await db.run(cases.get, case.id)
    assert (gone.removed_at, gone.version) == (LATER, case.version)


async def test_what_is_seen_again_keeps_its_time(db, case):
    await db.run(removed.mark, case, {PAGE, SHOP}, SEEN)
    assert await db.run(removed.mark, case, {PAGE, SHOP}, LATER) is None
    assert await db.run(times, case) == [SEEN, SEEN]
    assert (await db.run(cases.get, case.id)).removed_at == SEEN


async def test_what_is_back_is_gone_again_at_its_new_time(db, case):
    await db.run(removed.mark, case, (PAGE, SHOP), SEEN)

    back = await db.run(removed.unmark, case, (SHOP,))
    assert (back.removed_at, await db.run(times, case)) == (None, [SEEN, None])
    assert await db.run(removed.unmark, case, (SHOP,)) is None

    gone = await db.run(removed.mark, case, (SHOP,), LATER)
    assert (gone.removed_at, await db.run(times, case)) == (LATER, [SEEN, LATER])


async def test_only_the_addresses_named_of_this_case_count(db, case, profile):
    filed = await Life(db, profile).files(STRANGER, link=Given(text=PAGE))
    other = await db.run(cases.get, filed.report.case_id)

    assert await db.run(removed.mark, case, ("https://three.example.org/", ""), SEEN) is None
    assert await db.run(times, case) == [None, None]
    assert (await db.run(removed.mark, other, (PAGE,), SEEN)).removed_at == SEEN
    assert await db.run(times, case) == [None, None]


async def test_a_case_without_an_address_is_gone_when_somebody_has_seen_it(db, profile):
    filed = await Life(db, profile).files(CITIZEN, link=Given(text="a group called lucky shop"))
    case = await db.run(cases.get, filed.report.case_id)
    assert (await db.run(removed.mark, case, (), SEEN)).removed_at == SEEN


async def test_all_of_a_case_is_seen_gone_at_once(db, case):
    await db.run(removed.mark, case, (PAGE,), SEEN)
    gone = await db.run(removed.mark_all, case, LATER)
    assert (gone.removed_at, gone.version) == (LATER, case.version)
    assert await db.run(times, case) == [SEEN, LATER]
    assert (await db.run(removed.mark_all, case, LATER + 1)).removed_at == LATER


async def adds(db, case, *addresses):
    """More addresses of the case's first report."""

    def job(tx):
        [report] = reports.of_case(tx, case.id)
        found = tuple(Target(raw=each, normalised=each, host="example.com") for each in addresses)
        target_rows.add_more(tx, report.id, case, found, most=20)

    await db.run(job)


async def test_a_case_is_no_longer_gone_once_an_address_is_added_that_nobody_has_seen_gone(
    db, case
):
    gone = await db.run(removed.mark, case, (PAGE, SHOP), SEEN)
    assert await db.run(removed.recheck, gone) == gone
    await adds(db, case, "https://three.example.org/c")
    assert (await db.run(removed.recheck, gone)).removed_at is None
    assert await db.run(times, case) == [SEEN, SEEN, None]


async def test_an_address_that_was_gone_is_gone_in_each_report_that_came_before(db, case, profile):
    before = (await Life(db, profile).files(STRANGER, link=Given(text=PAGE))).report
    after = (await Life(db, profile, SEEN + 1).files(STRANGER + 1, link=Given(text=PAGE))).report
    gone = await db.run(removed.mark, case, (PAGE, SHOP), SEEN)

    await db.run(joins.move, before.case_id, case.id, LATER)
    assert await db.run(removed.mark_alike, case.id)
    assert await db.run(times, case) == [SEEN, SEEN, SEEN]
    assert await db.run(removed.recheck, gone) == gone

    await db.run(joins.move, after.case_id, case.id, LATER)  # it may have come back meanwhile
    assert not await db.run(removed.mark_alike, case.id)
    assert await db.run(times, case) == [SEEN, SEEN, SEEN, None]
