"""Ticks as rows: one's own, with the version seen, and not for ever."""

import pytest

from storage.cases import ticks
from storage.identity import erasing
from tests.support.life import CITIZEN, Life


@pytest.fixture
async def three(db, profile):
    """The row ids of three cases."""
    life = Life(db, profile)
    return [(await life.files(CITIZEN)).report.case_id for _ in range(3)]


async def test_a_tick_has_the_version_that_was_seen_last(db, three):
    one, two, other = three
    await db.run(ticks.put, "anna", {two: 4, one: 3}, 100)
    await db.run(ticks.put, "li", {other: 1}, 100)
    await db.run(ticks.put, "anna", {two: 5}, 200)

    assert list((await db.run(ticks.of, "anna", since=0)).items()) == [(one, 3), (two, 5)]
    assert await db.run(ticks.of, "anna", since=101) == {two: 5}

    await db.run(ticks.drop, "anna", [two, other])
    await db.run(ticks.drop, "anna", [])
    await db.run(ticks.put, "anna", {}, 300)
    assert await db.run(ticks.of, "anna", since=0) == {one: 3}
    assert await db.run(ticks.of, "li", since=0) == {other: 1}


async def test_ticks_are_forgotten_the_oldest_first_and_with_their_owner(db, three):
    for at, case_id in enumerate(three):
        await db.run(ticks.put, "anna", {case_id: 1}, 100 + at)
    assert await db.run(ticks.forget, 102, limit=1) == 1
    assert set(await db.run(ticks.of, "anna", since=0)) == set(three[1:])
    assert await db.run(ticks.forget, 102, limit=10) == 1
    assert await db.run(ticks.forget, 102, limit=10) == 0

    await db.run(ticks.put, "li", {three[0]: 1}, 100)
    await db.run(erasing.account, "anna")
    assert await db.run(ticks.of, "anna", since=0) == {}
    await db.run(ticks.drop_all, "li")
    assert await db.run(ticks.of, "li", since=0) == {}
