import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from storage.core.errors import StorageBusy
from storage.engine import leases
from storage.engine.tables import inbox as table
from storage.queues import inbox
from storage.queues.inbox import AlreadyActed, Arrival, UpdateState

BOT = 7


def arrival(update_id: int, lane: str = "anna", body: bytes = b"{}") -> Arrival:
    return Arrival(update_id=update_id, lane=lane, body=body)


async def stored(db, *update_ids: int, now: int = 100) -> set[int]:
    return await db.run(inbox.store, BOT, [arrival(each) for each in update_ids], now)


async def waiting(db, **kwargs) -> list[int]:
    found = await db.run(inbox.waiting, BOT, **{"limit": 100, "after": None, **kwargs})
    return [each.update_id for each in found]


def state(tx, update_id: int) -> tuple[UpdateState, bytes | None]:
    row = tx.execute(select(table).where(table.c.update_id == update_id)).one()
    return UpdateState(row.state), row.sealed


async def test_an_update_comes_back_as_it_was_stored(db):
    came = arrival(5, "ben", '{"text": "你好"}'.encode())
    await db.run(inbox.store, BOT, [came], 100)
    assert await db.run(inbox.waiting, BOT, limit=10, after=None) == [came]


async def test_a_repeated_update_is_not_new(db):
    assert await stored(db, 1, 2) == {1, 2}
    assert await stored(db, 2, 3) == {3}
    assert await stored(db, 1, 2, 3) == set()
    assert await waiting(db) == [1, 2, 3]


async def test_the_same_update_twice_in_a_batch_is_one(db):
    assert await stored(db, 1, 1, 2) == {1, 2}


async def test_an_empty_batch_is_nothing(db):
    assert await stored(db) == set()


async def test_a_full_batch_is_stored(db):
    many = range(10_000_000_000, 10_000_000_100)
    assert await stored(db, *many) == set(many)


async def test_two_bots_do_not_mix(db):
    await stored(db, 1)
    assert await db.run(inbox.store, BOT + 1, [arrival(1)], 100) == {1}
    await db.run(inbox.acted, BOT + 1, 1)
    assert await waiting(db) == [1]


async def test_an_update_acts_once(db):
    await stored(db, 1)
    await db.run(inbox.acted, BOT, 1)
    with pytest.raises(AlreadyActed):
        await db.run(inbox.acted, BOT, 1)
    assert await waiting(db) == []


async def test_an_update_that_was_never_stored_does_not_act(db):
    with pytest.raises(AlreadyActed):
        await db.run(inbox.acted, BOT, 1)


async def test_of_many_that_act_at_once_on_the_same_update_one_does(db):
    await stored(db, 1)
    outcomes = await asyncio.gather(
        *(db.run(inbox.acted, BOT, 1) for _ in range(8)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["AlreadyActed"] * 7 + ["NoneType"]


async def test_an_update_whose_transaction_fails_waits_again(db):
    await stored(db, 1)

    def act_and_fail(tx):
        inbox.acted(tx, BOT, 1)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await db.run(act_and_fail)
    assert await waiting(db) == [1]


async def test_what_somebody_said_is_gone_once_it_has_acted(db):
    await stored(db, 1)
    await db.run(inbox.acted, BOT, 1)
    assert await db.run(state, 1) == (UpdateState.ACTED, None)


async def test_after_three_failures_an_update_is_put_aside_and_kept(db):
    await stored(db, 1, 2)
    tries = [await db.run(inbox.failed, BOT, 1, limit=3) for _ in range(3)]
    assert tries == [UpdateState.WAITING, UpdateState.WAITING, UpdateState.DEAD]
    assert await waiting(db) == [2]
    now, body = await db.run(state, 1)
    assert now is UpdateState.DEAD
    assert body is not None


async def test_waiting_updates_come_in_their_order_and_in_pages(db):
    await stored(db, 30, 10, 20)
    assert await waiting(db) == [10, 20, 30]
    assert await waiting(db, limit=2) == [10, 20]
    assert await waiting(db, limit=2, after=20) == [30]
    assert await waiting(db, after=30) == []


async def test_lanes_whose_answer_may_be_missing_are_known(db):
    for update_id, lane, now in (
        (1, "old", 50),
        (2, "anna", 100),
        (3, "anna", 100),
        (4, "ben", 100),
    ):
        await db.run(inbox.store, BOT, [arrival(update_id, lane)], now)
        await db.run(inbox.acted, BOT, update_id)
    await db.run(inbox.store, BOT, [arrival(5, "waits")], 100)
    await db.run(inbox.answered, BOT, [4])
    assert await db.run(inbox.unanswered, BOT, 100) == ("anna",)


async def test_only_what_has_acted_counts_as_answered(db):
    await stored(db, 1)
    await db.run(inbox.answered, BOT, [1])
    assert await waiting(db) == [1]


async def test_the_oldest_waiting_update_is_known(db):
    assert await db.run(inbox.oldest_waiting) is None
    await stored(db, 1, now=100)
    await stored(db, 2, now=200)
    assert await db.run(inbox.oldest_waiting) == 100
    await db.run(inbox.acted, BOT, 1)
    assert await db.run(inbox.oldest_waiting) == 200


async def test_old_updates_are_forgotten_once_they_are_done_with(db):
    await stored(db, 1, 2, 3, now=100)
    await stored(db, 4, now=200)
    for update_id in (1, 4):
        await db.run(inbox.acted, BOT, update_id)
    for _ in range(3):
        await db.run(inbox.failed, BOT, 3)
    assert await db.run(inbox.purge, 150) == 1
    assert await waiting(db) == [2]
    assert (await db.run(state, 3))[0] is UpdateState.DEAD
    assert (await db.run(state, 4))[0] is UpdateState.ACTED


# Several workers.


async def comes(db, update_id: int, lane: str) -> None:
    await db.run(inbox.store, BOT, [arrival(update_id, lane)], 100)


async def claims(db, worker: str, limit: int = 100) -> list[int]:
    return [each.update_id for each in await db.run(inbox.claim, BOT, worker, limit=limit)]


async def test_whose_turn_it_is_goes_to_one_worker_the_oldest_of_each_lane_first(db):
    for update_id, lane in ((1, "anna"), (2, "anna"), (3, "ben"), (4, "cai"), (5, "ben")):
        await comes(db, update_id, lane)
    assert await claims(db, "w1", limit=2) == [1, 3]
    assert await claims(db, "w2") == [4]
    assert await claims(db, "w1") == []
    for update_id in (1, 3):
        await db.run(inbox.acted, BOT, update_id)
    assert await claims(db, "w2") == []  # they have no answer yet
    await db.run(inbox.answered, BOT, [1])
    assert await claims(db, "w2") == [2]
    await db.run(inbox.answered, BOT, [3])
    assert await claims(db, "w1") == [5]


async def test_an_older_one_that_comes_late_waits_for_the_younger_in_hand(db):
    await comes(db, 2, "anna")
    assert await claims(db, "w1") == [2]
    await comes(db, 1, "anna")
    assert await claims(db, "w2") == []
    await db.run(inbox.acted, BOT, 2)
    await db.run(inbox.answered, BOT, [2])
    assert await claims(db, "w2") == [1]


async def test_a_claim_brings_what_was_stored_and_is_for_one_bot(db):
    came = arrival(5, "ben", '{"text": "你好"}'.encode())
    await db.run(inbox.store, BOT, [came], 100)
    await db.run(inbox.store, BOT + 1, [came], 100)
    assert await db.run(inbox.claim, BOT, "w1", limit=9) == [came]
    assert await claims(db, "w1") == []


async def test_what_is_put_aside_lets_the_next_of_its_lane_go(db):
    await comes(db, 1, "anna")
    await comes(db, 2, "anna")
    await claims(db, "w1")
    for _ in range(3):
        await db.run(inbox.failed, BOT, 1, limit=3)
    assert await claims(db, "w1") == [2]


async def test_the_database_itself_keeps_two_of_a_lane_out_of_hands(db):
    """Two workers at one moment, one of which does not see yet what the other has claimed."""
    await comes(db, 1, "anna")
    await comes(db, 2, "anna")

    def both(tx):
        tx.execute(table.update().values(claimed_by="w1"))

    with pytest.raises(IntegrityError):
        await db.run(both)


async def test_many_workers_at_once_claim_everything_once_and_in_order(db):
    person_queues = [f"lane{n}" for n in range(12)]
    for update_id in range(120):
        await comes(db, update_id, person_queues[update_id % 12])
    ran = []

    async def works(name):
        idle = 0
        while idle < 3:
            try:
                claimed = await db.run(inbox.claim, BOT, name, limit=5)
            except StorageBusy:
                continue
            idle = 0 if claimed else idle + 1
            for each in claimed:
                ran.append((each.lane, each.update_id))
                await db.run(inbox.acted, BOT, each.update_id)
            await db.run(inbox.answered, BOT, [each.update_id for each in claimed])

    await asyncio.gather(*(works(f"w{n}") for n in range(4)))
    while left := await db.run(inbox.claim, BOT, "last", limit=100):
        for each in left:
            ran.append((each.lane, each.update_id))
            await db.run(inbox.acted, BOT, each.update_id)
        await db.run(inbox.answered, BOT, [each.update_id for each in left])
    assert sorted(update_id for _, update_id in ran) == list(range(120))
    for lane in person_queues:
        of_it = [update_id for name, update_id in ran if name == lane]
        assert of_it == sorted(of_it)


async def test_a_worker_gives_back_what_it_does_not_know_of(db):
    for update_id, lane in ((1, "anna"), (2, "ben"), (3, "cai")):
        await comes(db, update_id, lane)
    await claims(db, "w1", limit=2)
    await claims(db, "w2")
    assert await db.run(inbox.free, BOT, "w1", but=(1,)) == 1
    assert await claims(db, "w3") == [2]


async def test_what_is_claimed_by_nobody_with_a_lease_is_free_again(db):
    await comes(db, 1, "anna")
    await comes(db, 2, "ben")
    await db.run(leases.look, "w1")
    await claims(db, "w1", limit=1)
    await claims(db, "w2")
    assert await db.run(inbox.free_orphans, BOT) == 1
    assert await claims(db, "w3") == [2]
