"""One poller and one sender: taken once, watched by the steady clock, lost with a reason."""

import asyncio
import os
import sys

import pytest

from bot.core import roles as parts_
from bot.core.errors import Refused
from bot.core.roles import POLLER, SENDER
from bot.leases import process_id
from bot.leases.lease_keeper import (
    SILENT_SECONDS,
    HolderWatch,
    LeaseKeeper,
    MissedRenewal,
    Overtaken,
)
from storage.engine import leases
from storage.engine.leases import Lease
from tests.support.processes import ROOT

HOUR = 3600
SILENT, BEAT = 0.8, 0.05
ELSEWHERE = "f0" * 8 + ":7:123:00000000"


@pytest.fixture(autouse=True)
def _hasty(monkeypatch):
    monkeypatch.setattr("bot.leases.lease_keeper.LOOK_SECONDS", 0.1)


class Clock:
    """A time of day that may be set."""

    def __init__(self):
        self.at = 1_795_579_200.0

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def lease_keeper(db, clock):
    def make(who=ELSEWHERE):
        return LeaseKeeper(db, clock, silent=SILENT, beat=BEAT, who=who)

    return make


async def held(db, name=SENDER):
    return await db.run(leases.look, name)


async def spent(coroutine):
    loop = asyncio.get_running_loop()
    before = loop.time()
    found = await coroutine
    return found, loop.time() - before


async def test_both_are_taken_and_given_back(lease_keeper, db):
    first, second = lease_keeper("a"), lease_keeper("b")
    assert await first.take(asyncio.Event())
    assert {(await held(db, name)).holder for name in (POLLER, SENDER)} == {"a"}
    await first.give_back()
    taken, seconds = await spent(second.take(asyncio.Event()))
    assert taken
    assert seconds < SILENT / 2
    assert second.held == {POLLER: 2, SENDER: 2}


@pytest.mark.parametrize("step", [0, HOUR, -HOUR])
async def test_a_second_one_leaves_while_the_first_is_at_work(lease_keeper, db, clock, step):
    first, second = lease_keeper("a"), lease_keeper("b")
    await first.take(asyncio.Event())
    keeping = asyncio.create_task(first.keep())
    clock.at += step
    with pytest.raises(Refused, match=r"another process takes in updates .*: stop it first"):
        await second.take(asyncio.Event())
    assert not keeping.done()
    assert (await held(db)).holder == "a"
    assert second.held == {}
    keeping.cancel()


class RenewedBetween:
    """A database on which the other process renews its leases just after one of our accesses."""

    def __init__(self, db, other, after):
        self._db, self._other, self._after = db, other, after

    async def run(self, *args, **kwargs):
        found = await self._db.run(*args, **kwargs)
        self._after -= 1
        if self._after == 0:
            await self._other._renew_all()
        return found


@pytest.mark.parametrize("after", [3, 4, 5, 7])
async def test_the_reason_is_the_same_whenever_the_other_renews(lease_keeper, db, after):
    first, second = lease_keeper("a"), lease_keeper("b")
    await first.take(asyncio.Event())
    second.db = RenewedBetween(db, first, after)
    with pytest.raises(Refused, match="another process takes in updates"):
        await second.take(asyncio.Event())
    assert second.held == {}


@pytest.mark.parametrize("step", [0, HOUR, -HOUR])
async def test_one_that_died_elsewhere_is_followed_once_it_was_silent(lease_keeper, clock, step):
    await lease_keeper().take(asyncio.Event())
    clock.at += step
    second = lease_keeper("b")
    taken, seconds = await spent(second.take(asyncio.Event()))
    assert taken
    assert SILENT * 0.9 < seconds < SILENT * 1.9  # both at once, not one after the other


@pytest.mark.parametrize("step", [HOUR, -HOUR])
async def test_a_set_clock_does_not_end_a_tenure(lease_keeper, db, clock, step):
    first = lease_keeper("a")
    await first.take(asyncio.Event())
    keeping = asyncio.create_task(first.keep())
    for _ in range(3):
        clock.at += step
        before = (await held(db)).beat
        await asyncio.sleep(3 * BEAT)
        assert (await held(db)).beat != before
    assert not keeping.done()
    assert (await held(db)).fence == 1
    keeping.cancel()


async def test_who_was_overtaken_is_told_so(lease_keeper, db):
    first, second = lease_keeper("a"), lease_keeper("b")
    await first.take(asyncio.Event())  # and is not heard of again
    await second.take(asyncio.Event())
    with pytest.raises(Overtaken, match="another process takes in updates now"):
        await asyncio.wait_for(first.keep(), 5)
    await first.give_back()
    assert (await held(db)).holder == "b"
    assert not (await held(db)).free


@pytest.mark.heavy
async def test_a_process_of_this_machine_that_has_ended_is_followed_at_once(lease_keeper):
    says = "import bot.leases.process_id; print(bot.leases.process_id.this_process())"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", says, stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    said, _ = await process.communicate()
    gone = said.decode().strip()
    assert process_id.is_gone(gone)
    await lease_keeper(gone).take(asyncio.Event())
    taken, seconds = await spent(lease_keeper("b").take(asyncio.Event()))
    assert taken
    assert seconds < SILENT / 2


async def test_a_stop_while_waiting_takes_nothing(lease_keeper, db):
    await lease_keeper().take(asyncio.Event())
    stopping = asyncio.Event()
    asyncio.get_running_loop().call_later(0.05, stopping.set)
    taken, seconds = await spent(lease_keeper("b").take(stopping))
    assert not taken
    assert seconds < SILENT / 2
    assert (await held(db)).holder == ELSEWHERE


def test_a_living_process_is_not_gone_nor_is_one_of_another_machine_or_number():
    me = process_id.this_process()
    assert len(me) <= 64
    assert not process_id.is_gone(me)
    assert not process_id.is_gone(ELSEWHERE)
    assert not process_id.is_gone("")
    assert process_id.described(me) == f"process {os.getpid()} on this machine"
    assert process_id.described(ELSEWHERE) == "another machine"
    machine, pid, started, chance = me.split(":")
    assert process_id.is_gone(
        f"{machine}:{pid}:{int(started) - 1}:{chance}"
    )  # its number was reused


# Several processes, each with its part.


@pytest.fixture
def parted(db, clock):
    def make(part, who):
        return LeaseKeeper(db, clock, part, silent=SILENT, beat=BEAT, who=who)

    return make


async def test_workers_and_a_courier_work_side_by_side(parted):
    parts = (parts_.a_worker(), parts_.a_worker(), parts_.COURIER)
    for number, part in enumerate(parts):
        assert await parted(part, f"p{number}").take(asyncio.Event())


@pytest.mark.soak
async def test_a_second_courier_stands_by_and_follows_one_that_died(parted, db):
    first, second = parted(parts_.COURIER, ELSEWHERE), parted(parts_.COURIER, "b")
    await first.take(asyncio.Event())
    keeping = asyncio.create_task(first.keep())
    standing = asyncio.create_task(second.take(asyncio.Event()))
    await asyncio.sleep(1.5 * SILENT)
    assert not standing.done()
    assert second.kept_at is None
    keeping.cancel()
    taken, seconds = await spent(standing)
    assert taken
    assert seconds < 1.9 * SILENT
    assert (await held(db)).holder == "b"


async def test_whoever_could_not_look_for_a_while_watches_anew(monkeypatch):
    """The database was away for all: that is no reason to take anybody for dead."""
    at = 100.0
    monkeypatch.setattr("bot.leases.lease_keeper.time.monotonic", lambda: at)
    pulse, stands = HolderWatch(patient=True), Lease(holder=ELSEWHERE, fence=1, beat=5)
    assert not pulse.is_gone(SENDER, stands)
    at += 60
    assert not pulse.is_gone(SENDER, stands)
    for _ in range(int(SILENT_SECONDS / 0.5) - 1):
        at += 0.5
        assert not pulse.is_gone(SENDER, stands)
    at += 0.5
    assert pulse.is_gone(SENDER, stands)


async def test_a_courier_that_is_given_way_to_follows_at_once(parted):
    first, second = parted(parts_.COURIER, ELSEWHERE), parted(parts_.COURIER, "b")
    await first.take(asyncio.Event())
    standing = asyncio.create_task(second.take(asyncio.Event()))
    await asyncio.sleep(2 * BEAT)
    await first.give_back()
    taken, seconds = await spent(standing)
    assert taken
    assert seconds < SILENT / 2


@pytest.mark.parametrize("second", [parts_.WHOLE, parts_.a_worker()])
async def test_whole_and_worker_do_not_mix(parted, second):
    first = parted(parts_.a_worker() if second is parts_.WHOLE else parts_.WHOLE, ELSEWHERE)
    await first.take(asyncio.Event())
    keeping = asyncio.create_task(first.keep())
    late = parted(second, "b")
    with pytest.raises(Refused, match="another process takes in updates"):
        await late.take(asyncio.Event())
    assert late.held == {}
    keeping.cancel()


async def test_a_worker_that_was_taken_for_dead_is_told_so(parted, db):
    part = parts_.a_worker()
    first = parted(part, "a")
    await first.take(asyncio.Event())
    (name,) = part.holds
    assert await db.run(leases.drop, name, seen=await held(db, name))
    with pytest.raises(MissedRenewal, match="took this one for dead"):
        await asyncio.wait_for(first.keep(), 5)


async def test_a_courier_that_was_taken_for_dead_is_started_anew_to_stand_by(parted, db):
    first = parted(parts_.COURIER, "a")
    await first.take(asyncio.Event())
    lease = await held(db, parts_.SENDER)
    assert await db.run(leases.take, parts_.SENDER, "b", 0, seen=lease) is not None
    with pytest.raises(MissedRenewal, match="another process sends what is owed now"):
        await asyncio.wait_for(first.keep(), 5)
