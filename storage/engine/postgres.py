"""PostgreSQL: a pool of connections; each use case has a transaction of its own.

Processes wake one another by NOTIFY, sent after the commit in a transaction of its own: inside the
use case's transaction it would serialize all commits that notify.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.core.errors import PoolerInTheWay, StorageBusy, StorageFull
from storage.engine import pooler_check

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

log = structlog.get_logger("jubao.postgres")

T = TypeVar("T")

POOL = 16  # connections of one process
TRIES = 4  # of a job whose transaction PostgreSQL aborted in favour of another
_GAVE_WAY = frozenset({"40001", "40P01"})  # serialization failure, deadlock
_BUSY = frozenset({"53300", "55P03", "57P03"})  # too many clients, lock not available, starting up
_ENDED = frozenset({"57P01", "57P02"})  # the server was stopped, or crashed
_LOST = "08"  # prefix of the states of a lost connection
_FULL = frozenset({"53100"})
_NOT_OURS = frozenset({"26000", "42P05"})  # a prepared statement does not exist, or exists already
_CHANNEL = "jubao_owed"
_NOTIFY = text(f"NOTIFY {_CHANNEL}")
LISTEN_SECONDS = 30.0  # by then a silently broken connection is detected
AGAIN_SECONDS = 1.0


def create_async_engine(url: str, **options: Any) -> "AsyncEngine":
    """SQLAlchemy's function, imported here because it is slow to import and not needed on SQLite.

    The address is read by `storage.core.database_url`, not by SQLAlchemy. The first connection
    raises PoolerInTheWay if a pooler does not keep sessions, and DatabaseUnusable if the server
    does not let us in.
    """
    from sqlalchemy.ext.asyncio import create_async_engine as create  # noqa: PLC0415

    options["connect_args"] = pooler_check.connecting(url)
    return create("postgresql+asyncpg://", hide_parameters=True, **options)


class Postgres:
    """Runs jobs concurrently; retries one a few times after a serialization failure or deadlock."""

    def __init__(self, engine: "AsyncEngine") -> None:
        self._engine = engine
        self._notifies: asyncio.Task[None] | None = None
        self._asked = False

    @classmethod
    def open(cls, url: str, *, read_only: bool = False) -> "Postgres":
        """Create a pool; it connects when it is first used."""
        engine = create_async_engine(url, pool_size=POOL, max_overflow=POOL, pool_pre_ping=True)
        return cls(engine.execution_options(postgresql_readonly=True) if read_only else engine)

    async def run(
        self, job: Callable[[Connection], T], finish: Callable[[Sequence[T]], None] | None = None
    ) -> T:
        """Run a job in a transaction; its result comes back once that is committed.

        `finish` is called before, with that result.
        """

        def whole(connection: Connection) -> T:
            found = job(connection)
            if finish is not None:
                finish([found])
            return found

        for attempt in range(1, TRIES + 1):
            connected = False
            try:
                async with self._engine.begin() as connection:
                    connected = True
                    return await connection.run_sync(whole)
            except DBAPIError as error:
                if _state(error) not in _GAVE_WAY or attempt == TRIES:
                    raise _translated(error) from error.orig
                await asyncio.sleep(0.01 * attempt)
            except OSError as error:
                if connected and not isinstance(error, ConnectionError):
                    raise
                raise StorageBusy("there is no connection to the database") from error
        raise AssertionError("unreachable")

    def notify(self) -> None:
        """Send other processes a NOTIFY; calls made while one is on its way share the next one."""
        self._asked = True
        if self._notifies is None or self._notifies.done():
            self._notifies = asyncio.create_task(self._notify())

    async def _notify(self) -> None:
        while self._asked:
            self._asked = False
            try:
                async with self._engine.begin() as connection:
                    await connection.execute(_NOTIFY)
            except Exception as error:  # noqa: BLE001 - processes that are not woken poll anyway
                log.warning("nobody-told", error=type(error).__name__)

    async def listen(self, notified: Callable[[], None]) -> None:
        """Call `notified` after every NOTIFY of another process, until cancelled."""
        while True:
            try:
                await self._listen(notified)
            except Exception as error:  # noqa: BLE001 - meanwhile this process polls
                log.warning("nobody-heard", error=type(error).__name__)
                await asyncio.sleep(AGAIN_SECONDS)

    async def _listen(self, notified: Callable[[], None]) -> None:
        async with self._engine.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            assert raw is not None  # it was opened just now

            def called(*_: object) -> None:
                notified()

            await raw.add_listener(_CHANNEL, called)
            try:
                notified()  # there may have been notifications before it listened
                while True:
                    await asyncio.sleep(LISTEN_SECONDS)
                    await raw.execute("SELECT 1")
            finally:
                await connection.invalidate()  # it still listens: keep it out of the pool

    async def truncate_wal(self) -> bool:
        """Do nothing: the server recycles its WAL by its own settings."""
        return True

    async def close(self) -> None:
        """Close all connections."""
        if self._notifies is not None:
            await asyncio.gather(self._notifies, return_exceptions=True)
        await self._engine.dispose()


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", "") or ""


def _translated(error: DBAPIError) -> Exception:
    """The driver's error as one of `storage.core.errors`, or unchanged."""
    state = _state(error)
    if state in _NOT_OURS:  # a pooler's mode was changed since the start
        return PoolerInTheWay()
    if state in _FULL:
        return StorageFull(str(error.orig))
    lost = error.connection_invalidated or state.startswith(_LOST)
    if lost or state in _BUSY | _GAVE_WAY | _ENDED:
        return StorageBusy(str(error.orig))
    return error
