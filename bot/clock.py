"""The clock: once a minute, what time alone brings about."""

import asyncio

import structlog

from handlers.house import House
from storage.db import Database
from usecases import upkeep

log = structlog.get_logger("jubao.clock")

EVERY = 60.0


async def run(db: Database, house: House, *, every: float = EVERY) -> None:
    """Sweep for ever."""
    while True:
        try:
            await db.run(upkeep.sweep, house.scene())
        except Exception:
            log.exception("clock-stumbled")
        await asyncio.sleep(every)
