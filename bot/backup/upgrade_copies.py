"""Copies of a SQLite database: those from before upgrades, and what a killed restore left."""

import asyncio
from functools import partial
from pathlib import Path

import structlog

from bot.backup import work_folders
from bot.config.settings import Settings
from bot.core.loop import repeat
from handlers.core.services import Services
from storage.core.database_url import sqlite_file
from storage.engine import file_modes

log = structlog.get_logger("jubao.clock")

DAY = 24 * 3600
EVERY = 3600.0


async def run(settings: Settings, services: Services) -> None:
    """Remove them once an hour until cancelled; none while the clock is in doubt."""
    work = partial(expire, settings, services)
    await repeat(work, every=EVERY, log=log, failed="scheduled-job-failed")


async def expire(settings: Settings, services: Services) -> None:
    """Remove them once."""
    if services.keeper.trusts():
        await asyncio.to_thread(remove, settings, services.now())


def old(settings: Settings, now: float) -> int:
    """How many are past their time."""
    return len(_old(settings, now))


def remove(settings: Settings, now: float) -> int:
    """Remove those past their time; returns how many. What was erased since is in them.

    The clock must be trusted: the time of a copy counts from the first such look.
    """
    file = sqlite_file(settings.database_url)
    if file is not None:
        work_folders.remove_left(file.absolute())
        file_modes.date_copies(file, now)
    found = _old(settings, now)
    for each in found:
        each.unlink(missing_ok=True)
        log.info("upgrade-copy-removed", name=each.name)
    return len(found)


def _old(settings: Settings, now: float) -> tuple[Path, ...]:
    file = sqlite_file(settings.database_url)
    before = now - settings.leftovers_kept_days * DAY
    return () if file is None else file_modes.old_copies(file, before)
