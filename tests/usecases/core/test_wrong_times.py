"""Which times a wrong clock has shown, as far as that is known when it is trusted again."""

import pytest

from domain.clocks.clock_trust import Doubt
from tests.support.life import NOON, Life
from usecases.core import wrong_times
from usecases.core.request import Request

MINUTE, HOUR, YEARS = 60, 3600, 10 * 365 * 24 * 3600
BEHIND = NOON - YEARS
T, J, A = Doubt.TELEGRAM, Doubt.JOURNAL, Doubt.AHEAD

TABLE = {
    "never doubted": ([], NOON, False, None),
    "behind, and Telegram says so": (
        [(T, BEHIND), (T, BEHIND + MINUTE)],
        NOON,
        False,
        (BEHIND, BEHIND + MINUTE),
    ),
    "right after a long stop": ([(A, NOON), (A, NOON + MINUTE)], NOON + HOUR, False, None),
    "doubted, and it jumped": ([(A, BEHIND)], NOON, True, (BEHIND, BEHIND)),
    "ahead": ([(A, NOON + YEARS)], NOON, False, (NOON + YEARS, NOON + YEARS)),
    "behind, then right but not known to be": (
        [(J, BEHIND), (J, BEHIND + MINUTE), (A, NOON)],
        NOON + MINUTE,
        False,
        (BEHIND, BEHIND + MINUTE),  # and not all the years in between
    ),
}


@pytest.mark.parametrize("name", TABLE)
async def test_what_is_set_anew_of_a_clock(db, profile, name):
    doubts, now, moved, expected = TABLE[name]
    for why, at in doubts:
        await db.run(wrong_times.doubted, why, at)
        assert expected is None or at == NOON or not await db.run(wrong_times.pending)
    await db.run(wrong_times.trusted, now, moved=moved)
    life = Life(db, profile, at=now)
    found = await db.run(lambda tx: wrong_times.found(Request(tx, life.conditions)))
    assert (found and (found.wrong.since, found.wrong.until)) == expected
    assert await db.run(wrong_times.pending) is (expected is not None)
    await db.run(wrong_times.done)
    assert not await db.run(wrong_times.pending)
