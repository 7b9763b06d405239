"""What is kept of the time that was seen, on both databases; and what a doubtful one may keep."""

import pytest

from domain.clocks.clock_trust import Doubt, Seen
from storage.audit import journal
from storage.engine import counters
from storage.network import people
from storage.queues import outbox_claims
from tests.support.life import ADMIN, NOON, Life
from usecases.operations import timekeeping
from usecases.session import by_system

DAY = 24 * 3600
YEARS = 3650 * DAY


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    await db.run(lambda tx: people.set_admin(tx, people.who_is(tx, ADMIN), admin=True))
    return life


async def looks(life, at, *, moved=False, **seen):
    life.at = at
    return await life.db.run(
        by_system, life.conditions, timekeeping.look, Seen(now=at, **seen), moved
    )


async def kept(life, name):
    return await life.db.run(counters.value, name)


async def test_a_trusted_tick_is_kept_and_a_doubtful_one_never(life):
    assert await looks(life, NOON) is None
    assert await looks(life, NOON + YEARS) is Doubt.AHEAD
    assert await kept(life, timekeeping.TICKED) == NOON
    assert await looks(life, NOON - YEARS) is Doubt.BEHIND
    assert await kept(life, timekeeping.TICKED) == NOON
    assert await looks(life, NOON + 60) is None
    assert await kept(life, timekeeping.TICKED) == NOON + 60


async def test_a_wrong_time_that_was_kept_is_put_right_by_a_witness(life):
    await life.db.run(counters.put, timekeeping.TICKED, NOON + YEARS)
    assert await looks(life, NOON) is Doubt.BEHIND
    assert await looks(life, NOON, telegram=NOON + 3.0) is None
    assert await looks(life, NOON + 60) is None


async def test_the_news_of_it_is_due_by_the_right_clock_too(life):
    await looks(life, NOON)
    assert await looks(life, NOON + YEARS) is Doubt.AHEAD
    assert await life.db.run(outbox_claims.next_due) <= NOON


async def test_a_doubt_is_told_once_and_its_end_once(life):
    await looks(life, NOON)
    for at in (NOON + YEARS, NOON + YEARS + 60, NOON - YEARS):
        await looks(life, at)
    assert await kept(life, "trouble:clock") == 1
    for at in (NOON + 60, NOON + 120):
        await looks(life, at)
    assert await kept(life, "trouble:clock") == 2


async def test_an_update_that_another_process_took_in_is_a_witness(life):
    await looks(life, NOON)
    await life.db.run(timekeeping.heard, NOON + 30 * DAY)
    await life.db.run(timekeeping.heard, NOON + 20 * DAY)
    assert await looks(life, NOON + 60) is Doubt.UPDATE
    assert await looks(life, NOON + 30 * DAY + 60) is None


async def test_the_day_before_a_word_counts_begins_anew_with_every_other_clock(life):
    await looks(life, NOON)

    async def vouches(at):
        life.at = at
        return await life.db.run(by_system, life.conditions, timekeeping.vouch, Seen(now=at))

    late = NOON + 21 * DAY
    await looks(life, late)
    assert await life.db.run(timekeeping.doubted_since) == late
    await looks(life, late + YEARS, moved=True)  # it jumps while it is doubted already
    assert await vouches(late + YEARS + 60) == late + YEARS + DAY
    assert await vouches(late) == late + DAY  # the years are gone again
    assert await vouches(late + DAY) is None
    assert await looks(life, late + DAY + 60) is None
    assert await life.db.run(timekeeping.doubted_since) is None
    assert (await life.db.run(journal.of_case, 0))[-1].verb == "trust_clock"


async def test_a_word_ends_no_doubt_that_is_none(life):
    await looks(life, NOON)
    assert await life.db.run(by_system, life.conditions, timekeeping.vouch, Seen(now=NOON)) is None
    assert await kept(life, timekeeping.WORD) is None
