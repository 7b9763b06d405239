"""Content that was seen gone: its addresses, and the case once all of them are gone."""

import pytest
from sqlalchemy import select

from conversation.form import Given
from storage.cases import cases
from storage.engine.tables import targets
from storage.removals import removed
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
