"""Wait until no process uses a database, before it is upgraded or copied."""

import asyncio

from bot.leases.lease_keeper import LOOK_SECONDS, SILENT_SECONDS, HolderWatch
from storage.core.database_url import sqlite_file
from storage.engine import leases, schema
from storage.engine.postgres import Postgres
from storage.engine.sqlite import Sqlite


async def wait_until_alone(url: str, *, silent: float = SILENT_SECONDS) -> None:
    """Return once a SQLite file may be upgraded; raises Refused while a process uses it.

    Writes nothing; returns at once if there is nothing to upgrade, or for PostgreSQL.
    """
    file = sqlite_file(url)
    if file is None or not file.exists():
        return
    engine = await Sqlite.open(url, read_only=True)
    try:
        if await engine.run(schema.is_behind):
            await _until_alone(engine, silent)
    finally:
        await engine.close()


async def nobody_at_work(url: str, *, silent: float = SILENT_SECONDS) -> None:
    """Return once no process uses a database; raises Refused while one does."""
    engine = (
        Postgres.open(url, read_only=True)
        if sqlite_file(url) is None
        else await Sqlite.open(url, read_only=True)
    )
    try:
        await _until_alone(engine, silent)
    finally:
        await engine.close()


async def _until_alone(engine: Sqlite | Postgres, silent: float) -> None:
    watch = HolderWatch(silent)
    while True:
        held = await engine.run(leases.glimpse)
        gone = [watch.is_gone(name, lease) for name, lease in held.items()]  # check each
        if all(gone):
            return
        await asyncio.sleep(LOOK_SECONDS)
