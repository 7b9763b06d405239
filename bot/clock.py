"""The clock: once a minute, what time alone brings about, and the profile read anew."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from handlers.house import House
from storage.db import Database
from storage.journal_order import SHOWN
from usecases import auditing, upkeep
from usecases.upkeep import Job

log = structlog.get_logger("jubao.clock")

EVERY = 60.0
MOST_BATCHES = 40  # of one job in one minute: after a long stop it catches up, and others go on


async def run(db: Database, house: House, *, every: float = EVERY) -> None:
    """Tick for ever."""
    while True:
        await tick(db, house)
        await asyncio.sleep(every)


async def keep_profile(db: Database, house: House, *, every: float = EVERY) -> None:
    """Where another process has the clock: read the profile anew, for ever."""
    while True:
        await asyncio.sleep(every)
        await _safely("profile", _look_at_profile(db, house))


async def tick(db: Database, house: House) -> None:
    """Every job until it finds nothing more; one that stumbles holds up no other."""
    await _safely("profile", _look_at_profile(db, house))
    for job in upkeep.JOBS:
        await _safely(job.__name__, _do(db, house, job))
    await _safely("journal_head", _tell_head(db, house))


async def _do(db: Database, house: House, job: Job) -> None:
    for _ in range(MOST_BATCHES):
        if not await db.run(job, house.scene()):
            return


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
