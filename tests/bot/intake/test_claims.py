"""A worker's claims: one update of a person at a time, and what it is not sure of is given back."""

import asyncio

import pytest
from sqlalchemy import select

from bot.intake.claims import Claims
from bot.intake.worker import Answered
from storage.core.errors import StorageBusy
from storage.engine.tables import inbox as table
from storage.queues import inbox
from storage.queues.inbox import Arrival, UpdateState

BOT = 7


class Doing:
    """In place of a worker: acts, notes what it did, and lets go when it is told to."""

    def __init__(self, db):
        self.db, self.bot_id = db, BOT
        self.answered = Answered(db, BOT, [])
        self.begun, self.failing = [], set()
        self.held = asyncio.Event()
        self.held.set()

    async def run(self, arrival):
        self.begun.append(arrival.update_id)
        if arrival.update_id in self.failing:
            self.failing.discard(arrival.update_id)
            raise RuntimeError("a bug of our own")
        await self.held.wait()
        await self.db.run(inbox.acted, BOT, arrival.update_id)
        self.answered.add(arrival.update_id)


class Deaf:
    """A database whose answer to the next transactions is lost, after they were committed."""

    def __init__(self, db, times=0):
        self.db, self.times = db, times

    async def run(self, *args, **kwargs):
        found = await self.db.run(*args, **kwargs)
        if self.times:
            self.times -= 1
            raise StorageBusy("the connection is lost")
        return found


@pytest.fixture(autouse=True)
def _hasty(monkeypatch):
    monkeypatch.setattr("bot.intake.claims.AGAIN_SECONDS", 0.02)
    monkeypatch.setattr("bot.intake.claims.IDLE_SECONDS", 0.1)


@pytest.fixture
async def claims(db):
    running = []

    def make(name="worker:a", deaf=0):
        made = Claims(Deaf(db, deaf), Doing(db), name)
        running.append((made, asyncio.create_task(made.run())))
        return made

    yield make
    for made, task in running:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await made.person_queues.stop(1)


async def comes(db, *arrivals):
    for update_id, lane in arrivals:
        came = Arrival(update_id=update_id, lane=lane, body=b"{}")
        await db.run(inbox.store, BOT, [came], 100)


async def states(db):
    def look(tx):
        return dict(tx.execute(select(table.c.update_id, table.c.state)).all())

    return await db.run(look)


async def until_all(db, state):
    for _ in range(500):
        if set((await states(db)).values()) == {state}:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(await states(db))


async def begun(claims):
    for _ in range(500):
        if claims.worker.begun:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("nothing was begun")


async def test_everything_that_waits_is_run_each_lane_in_its_order(db, claims):
    made = claims()
    await comes(db, (1, "anna"), (2, "anna"), (3, "ben"), (4, "anna"))
    made.put("anna", None)
    await until_all(db, UpdateState.ANSWERED)
    assert sorted(made.worker.begun) == [1, 2, 3, 4]
    assert [each for each in made.worker.begun if each != 3] == [1, 2, 4]


async def test_what_another_has_in_hand_holds_up_its_lane_alone(db, claims, monkeypatch):
    # Only who is woken claims, else the first could take what the second is to find.
    monkeypatch.setattr("bot.intake.claims.IDLE_SECONDS", 60)
    first = claims()
    first.worker.held.clear()
    await comes(db, (1, "anna"))
    first.wake()
    await begun(first)
    second = claims("worker:b")
    await comes(db, (2, "anna"), (3, "ben"))
    second.wake()
    await begun(second)
    await asyncio.sleep(0.2)
    assert second.worker.begun == [3]
    first.worker.held.set()
    await until_all(db, UpdateState.ANSWERED)


async def test_a_claim_of_which_nobody_heard_is_given_back_and_taken_again(db, claims):
    await comes(db, (1, "anna"), (2, "ben"), (3, "anna"))
    made = claims(deaf=1)
    await until_all(db, UpdateState.ANSWERED)
    assert sorted(made.worker.begun) == [1, 2, 3]


async def test_one_that_fell_out_of_its_hands_is_taken_again(db, claims):
    made = claims()
    made.worker.failing = {1}
    await comes(db, (1, "anna"), (2, "anna"))
    made.wake()
    await until_all(db, UpdateState.ANSWERED)
    assert made.worker.begun == [1, 1, 2]


async def test_no_more_is_taken_than_can_run(db, claims, monkeypatch):
    monkeypatch.setattr("bot.intake.claims.AT_ONCE", 2)
    made = claims()
    made.worker.held.clear()
    await comes(db, *((number, f"lane{number}") for number in range(5)))
    made.wake()
    await asyncio.sleep(0.3)
    assert made.worker.begun == [0, 1]
    assert not made.full
    made.worker.held.set()
    await until_all(db, UpdateState.ANSWERED)
