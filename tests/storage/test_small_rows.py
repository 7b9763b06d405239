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


async def takes(db, who, until=130):
    seen = await db.run(leases.look, "sender")
    return await db.run(leases.take, "sender", who, until, seen=seen)


async def test_a_lease_that_nobody_has_is_taken_once(db):
    seen = await db.run(leases.look, "sender")
    assert seen.free
    assert await db.run(leases.take, "sender", "a", 130, seen=seen) == 1
    assert await db.run(leases.take, "sender", "b", 130, seen=seen) is None
    stands = await db.run(leases.look, "sender")
    assert (stands.holder, stands.fence, stands.free) == ("a", 1, False)


async def test_of_many_who_want_a_lease_at_once_one_gets_it(db):
    seen = await db.run(leases.look, "sender")
    hands = [db.run(leases.take, "sender", f"p{n}", 130, seen=seen) for n in range(8)]
    assert sorted(await asyncio.gather(*hands), key=bool) == [None] * 7 + [1]


async def test_a_lease_is_taken_over_only_from_who_was_silent(db):
    fence = await takes(db, "a")
    seen = await db.run(leases.look, "sender")
    assert await db.run(leases.renew, "sender", "a", fence, 130)
    assert await db.run(leases.take, "sender", "b", 160, seen=seen) is None
    assert await takes(db, "b") == fence + 1


async def test_a_lease_that_is_kept_keeps_its_number_and_beats_each_time(db):
    fence = await takes(db, "a", until=130)
    beats = set()
    for until in (133, 133, 20, 3_733, 133):  # the clock stands still, goes back, goes on
        assert await db.run(leases.renew, "sender", "a", fence, until)
        stands = await db.run(leases.look, "sender")
        assert stands.fence == fence
        beats.add(stands.beat)
    assert len(beats) == 5


async def test_who_was_overtaken_neither_keeps_nor_gives_back(db):
    first = await takes(db, "a")
    second = await takes(db, "b")
    assert not await db.run(leases.renew, "sender", "a", first, 500)
    await db.run(leases.release, "sender", "a", first)
    stands = await db.run(leases.look, "sender")
    assert (stands.holder, stands.fence, stands.beat) == ("b", second, 130)


async def test_a_lease_given_back_is_free_at_once(db):
    first = await takes(db, "a")
    await db.run(leases.release, "sender", "b", first)
    assert not (await db.run(leases.look, "sender")).free
    await db.run(leases.release, "sender", "a", first)
    assert (await db.run(leases.look, "sender")).free
    assert await takes(db, "b") == first + 1


async def test_two_leases_do_not_mix(db):
    await takes(db, "a")
    assert (await db.run(leases.look, "poller")).free


async def test_a_number_may_be_set_lower_and_several_are_read_at_once(db):
    for value in (9, 4):
        await db.run(counters.put, "clock", value)
    await db.run(counters.put, "other", 1)
    found = await db.run(counters.values, ("clock", "other", "never"))
    assert found == {"clock": 4, "other": 1}
