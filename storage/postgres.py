"""PostgreSQL: a pool of connections; each use case has a transaction of its own."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.errors import StorageBusy, StorageFull

T = TypeVar("T")

POOL = 16  # connections of one process
TRIES = 4  # where PostgreSQL gave way to another transaction
_GAVE_WAY = frozenset({"40001", "40P01"})  # serialization failure, deadlock
_BUSY = frozenset({"53300", "55P03", "57P03"})  # too many clients, lock not available, starting up
_FULL = frozenset({"53100"})


class Postgres:
    """Runs jobs, many at once; one that had to give way runs again, a few times at most."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str, *, read_only: bool = False) -> "Postgres":
        """A pool that connects when it is first used."""
        engine = create_async_engine(url, pool_size=POOL, max_overflow=POOL, pool_pre_ping=True)
        return cls(engine.execution_options(postgresql_readonly=True) if read_only else engine)

    async def run(self, job: Callable[[Connection], T]) -> T:
        """Run a job in a transaction; its result comes back once that is committed."""
        for attempt in range(1, TRIES + 1):
            connected = False
            try:
                async with self._engine.begin() as connection:
                    connected = True
                    return await connection.run_sync(job)
            except DBAPIError as error:
                if _state(error) not in _GAVE_WAY or attempt == TRIES:
                    raise _said(error) from error.orig
                await asyncio.sleep(0.01 * attempt)
            except OSError as error:
                if connected:
                    raise
                raise StorageBusy("there is no connection to the database") from error
        raise AssertionError("unreachable")

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", "") or ""


def _said(error: DBAPIError) -> Exception:
    """The driver's error in our words, where it is one that people can be told of."""
    state = _state(error)
    if state in _FULL:
        return StorageFull(str(error.orig))
    if state in _BUSY | _GAVE_WAY:
        return StorageBusy(str(error.orig))
    return error
