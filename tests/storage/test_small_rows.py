"""Counters, quotas and leases."""

import asyncio

from storage import counters, leases, quotas

HOUR = 3600


async def test_numbers_go_up_by_one_each_name_by_itself(db):
    numbers = [await db.run(counters.next_value, "case:2611") for _ in range(3)]
    assert numbers == [1, 2, 3]
    assert await db.run(counters.next_value, "case:2612") == 1


async def test_numbers_drawn_at_the_same_moment_are_all_different(db):
    drawn = await asyncio.gather(*(db.run(counters.next_value, "case:2611") for _ in range(40)))
    assert sorted(drawn) == list(range(1, 41))


async def test_a_number_is_brought_up_once_and_tells_what_it_was(db):
    reached = [await db.run(counters.reach, "digest", value) for value in (5, 5, 4, 9)]
    assert reached == [0, None, None, 5]


async def test_a_quota_allows_so_many_and_says_when_it_opens_again(db):
    async def use(now: int, who: str = "anna") -> int | None:
        return await db.run(quotas.use, who, "report", 2, HOUR, now)

    assert [await use(100), await use(200)] == [None, None]
    assert await use(300) == 100 + HOUR
    assert await use(300, "ben") is None
    assert await use(100 + HOUR) is None


async def test_a_refused_use_does_not_count(db):
    for now in (0, 1, 2, 3):
        await db.run(quotas.use, "anna", "track", 1, HOUR, now)
    assert await db.run(quotas.use, "anna", "track", 1, HOUR, HOUR) is None


async def test_a_quota_opens_when_the_clock_was_set_back(db):
    await db.run(quotas.use, "anna", "track", 1, HOUR, 10 * HOUR)
    assert await db.run(quotas.use, "anna", "track", 1, HOUR, 9 * HOUR) is None


async def test_a_lease_has_one_holder_until_it_ends(db):
    first = await db.run(leases.hold, "sender", "a", 100, 30)
    assert first is not None
    assert await db.run(leases.hold, "sender", "b", 129, 30) is None
    second = await db.run(leases.hold, "sender", "b", 130, 30)
    assert second is not None
    assert second > first
    assert await db.run(leases.hold, "sender", "a", 131, 30) is None


async def test_a_lease_that_is_kept_keeps_its_number(db):
    first = await db.run(leases.hold, "sender", "a", 100, 30)
    assert await db.run(leases.hold, "sender", "a", 120, 30) == first
    assert await db.run(leases.hold, "sender", "b", 140, 30) is None


async def test_a_lease_taken_again_after_it_ended_has_a_new_number(db):
    first = await db.run(leases.hold, "sender", "a", 100, 30)
    assert await db.run(leases.hold, "sender", "a", 200, 30) == first + 1


async def test_a_lease_given_back_is_free_at_once(db):
    first = await db.run(leases.hold, "sender", "a", 100, 30)
    await db.run(leases.release, "sender", "b")
    assert await db.run(leases.hold, "sender", "b", 101, 30) is None
    await db.run(leases.release, "sender", "a")
    assert await db.run(leases.hold, "sender", "b", 101, 30) == first + 1


async def test_a_lease_does_not_outlast_a_clock_that_was_set_back(db):
    await db.run(leases.hold, "sender", "a", 10_000, 30)
    assert await db.run(leases.hold, "sender", "b", 6_400, 30) is not None
