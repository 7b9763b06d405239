"""The clock: once a minute, what time alone brings about, and the profile read anew."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from domain.clock_trust import Doubt
from handlers.house import House
from storage.db import Database
from storage.journal_order import SHOWN
from usecases import auditing, timekeeping, upkeep
from usecases.gate import Job

log = structlog.get_logger("jubao.clock")

EVERY = 60.0
MOST_BATCHES = 40  # of one job in one minute: after a long stop it catches up, and others go on


async def run(db: Database, house: House, *, every: float = EVERY) -> None:
    """Tick for ever."""
    while True:
        await tick(db, house)
        await asyncio.sleep(every)


async def keep_profile(db: Database, house: House, *, every: float = EVERY) -> None:
    """Where another process has the clock: read the profile anew, for ever.

    It is told how late it is by the updates that come in here, and what it has made of that counts.
    """
    while True:
        await asyncio.sleep(every)
        await keep_once(db, house)


async def keep_once(db: Database, house: House) -> None:
    """One look at what another process may have changed."""
    await _safely("profile", _look_at_profile(db, house))
    if house.keeper.newest_update is not None:
        await _safely("clock", db.run(timekeeping.heard, house.keeper.newest_update))
    await _safely("clock", glance(db, house))


async def tick(db: Database, house: House) -> None:
    """Every job until it finds nothing more; one that stumbles holds up no other.

    While this machine's clock is not to be trusted only what must not wait is done.
    """
    await _safely("profile", _look_at_profile(db, house))
    await _safely("clock", _look_at_clock(db, house))
    for job in upkeep.JOBS:
        await _safely(job.__name__, _do(db, house, job))
    if house.keeper.trusts():
        await _safely("journal_head", _tell_head(db, house))


async def _do(db: Database, house: House, job: Job) -> None:
    for _ in range(MOST_BATCHES):
        scene = house.scene()
        if not upkeep.may_run(job, scene) or not await db.run(job, scene):
            return


async def glance(db: Database, house: House) -> None:
    """Hold the clock against what was seen, and keep nothing of it."""
    seen = house.keeper.seen()
    found = await db.read(timekeeping.check, seen)
    house.keeper.judged(seen, found.doubt)


async def _look_at_clock(db: Database, house: House) -> None:
    """The same, kept and told to admins."""
    keeper, scene = house.keeper, house.scene()
    moved, seen, before = keeper.looked(), keeper.seen(), keeper.doubt
    found = await db.run(timekeeping.look, scene, seen, moved)
    keeper.judged(seen, found)
    if found is not None and found is not before:
        log.error("clock-not-trusted", why=found.value)
    elif found is None and before not in {None, Doubt.UNCHECKED}:
        log.warning("clock-trusted-again")


async def _tell_head(db: Database, house: House) -> None:
    """Once a day into the log, too: what is kept of it elsewhere is proof against a cut journal."""
    head = await db.run(auditing.tell_head, house.scene())
    if head is not None:
        # Apart and with a letter before it: nothing that looks like a phone number is withheld.
        log.info("journal-head", entries=head.count, hash=f"h{head.link[:SHOWN]}")


async def _look_at_profile(db: Database, house: House) -> None:
    found = await db.run(upkeep.changed_profile, house.profile)
    if found is not None:
        house.profile = found
        log.info("profile-changed", units=len(found.units))


async def _safely(name: str, work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        log.exception("clock-stumbled", job=name)
