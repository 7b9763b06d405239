"""A SQLite file: one connection on aiosqlite's thread; waiting use cases share a commit.

SQLAlchemy is bound to the connection that aiosqlite keeps. Both are used on that one thread alone,
so a whole batch of use cases runs without changing threads (docs/decisions/0002, 0036).
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from storage.core.database_url import sqlite_file
from storage.core.errors import DatabaseUnusable, StorageBusy
from storage.core.file_faults import database_fault
from storage.engine import wal
from storage.engine.sqlite_errors import translated

T = TypeVar("T")

MOST_SHARED = 128  # use cases in one commit: few enough that the wait is not noticed
LOCK_SECONDS = 5
ROWS_AT_ONCE = 64  # aiosqlite's own default, for cursors that we do not use
STATEMENTS_KEPT = 512  # prepared statements of the driver's cache; far more than we have
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    f"busy_timeout={LOCK_SECONDS * 1000}",
    "trusted_schema=OFF",
)
READ_ONLY = ("query_only=ON", f"busy_timeout={LOCK_SECONDS * 1000}", "trusted_schema=OFF")

# For a value that is no int, float or str the driver looks for an adapter, and raises and catches
# two errors within before it takes the value as it is. With an adapter registered it does not.
sqlite3.register_adapter(type(None), lambda nothing: nothing)
sqlite3.register_adapter(bytes, bytes)
sqlite3.register_adapter(bool, int)


@dataclass(slots=True)
class _Waiting:
    """A queued use case, and after its run the result or error."""

    job: Callable[[Connection], Any]
    finish: Callable[[Sequence[Any]], None] | None
    done: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None


class Sqlite:
    """One connection to a SQLite file, used by one thread, which runs use cases in batches."""

    def __init__(
        self,
        raw: aiosqlite.Connection,
        driver: sqlite3.Connection,
        sql: Connection,
        begin: str,
        file: Path,
    ) -> None:
        self._raw = raw
        self._file = file
        self._driver = driver
        self._sql = sql
        self._begin = begin
        self._queue: list[_Waiting] = []
        self._pump: asyncio.Task[None] | None = None
        self._open = True

    @classmethod
    async def open(cls, url: str, *, read_only: bool = False) -> "Sqlite":
        """Connect to a file that exists; raises StorageBusy while another process locks it.

        Raises DatabaseUnusable, with the reason, if the file or its folder cannot be written.
        """
        file = sqlite_file(url) or Path()
        if fault := database_fault(file):
            raise DatabaseUnusable(fault)
        drivers: list[sqlite3.Connection] = []

        def connect() -> sqlite3.Connection:
            drivers.append(_connect(str(file)))
            return drivers[-1]

        try:
            raw = await aiosqlite.Connection(connect, ROWS_AT_ONCE)
        except sqlite3.Error as error:
            raise translated(error, file) from None
        try:
            for pragma in READ_ONLY if read_only else PRAGMAS:
                await _set(raw, pragma, file)
            sql = await _on_thread(raw, _bind, drivers[-1])
        except BaseException:
            await raw.close()
            raise
        return cls(raw, drivers[-1], sql, "BEGIN" if read_only else "BEGIN IMMEDIATE", file)

    async def run(
        self, job: Callable[[Connection], T], finish: Callable[[Sequence[T]], None] | None = None
    ) -> T:
        """Run a job in the next batch; returns its result once that batch is committed.

        `finish` is called right before the commit, once for each batch, with the results of all
        jobs that were handed in with it.
        """
        waiting = _Waiting(job, finish, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._work())
        result: T = await waiting.done
        return result

    def notify(self) -> None:
        """Do nothing: a SQLite file cannot tell other processes of a change."""

    async def listen(self, _notified: Callable[[], None]) -> None:
        """Wait until cancelled: no other process ever notifies this one."""
        await asyncio.Event().wait()

    async def truncate_wal(self) -> bool:
        """`wal.truncate`, between two batches."""
        return await _on_thread(self._raw, wal.truncate, self._driver)

    async def close(self) -> None:
        """Run what waits, then close the connection and end its thread."""
        if self._pump is not None:
            await asyncio.gather(self._pump, return_exceptions=True)
        if not self._open:
            return
        self._open = False
        await _on_thread(self._raw, self._unbind)
        await self._raw.close()

    def _unbind(self) -> None:
        engine = self._sql.engine
        self._sql.detach()  # aiosqlite closes the connection itself
        engine.dispose(close=False)

    async def _work(self) -> None:
        while self._queue:
            batch, self._queue = self._queue[:MOST_SHARED], self._queue[MOST_SHARED:]
            # A caller that was cancelled before the batch began has no effect. One that is
            # cancelled later has: its use case is committed all the same.
            batch = [each for each in batch if not each.done.done()]
            try:
                await _on_thread(self._raw, self._commit, batch)
            except BaseException as error:  # noqa: BLE001 - every waiting caller gets it
                for each in batch:
                    each.error = each.error or error
            for each in batch:
                if each.done.done():
                    continue
                if each.error is not None:
                    each.done.set_exception(translated(each.error, self._file))
                else:
                    each.done.set_result(each.result)

    def _commit(self, batch: list[_Waiting]) -> None:
        if len(batch) == 1 or not self._together(self._driver, batch):
            for each in batch:
                self._alone(self._driver, each)

    def _together(self, connection: sqlite3.Connection, batch: list[_Waiting]) -> bool:
        """Run all jobs in one transaction, each in a savepoint: a failing one undoes only itself.

        False if SQLite rolled the whole transaction back, as it may when the disk is full, or
        `finish` failed: nothing is written then, and each job is to be run again alone.
        """
        connection.execute(self._begin)
        try:
            for each in batch:
                self._within_savepoint(connection, each)
                if not connection.in_transaction:
                    return False
            try:
                _finish(batch)
            except Exception:  # noqa: BLE001 - each runs again alone, and gets its own error
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                return False
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return True

    def _within_savepoint(self, connection: sqlite3.Connection, each: _Waiting) -> None:
        connection.execute("SAVEPOINT one")
        try:
            each.result = each.job(self._sql)
        except BaseException as error:  # noqa: BLE001 - it belongs to one caller
            each.error = error
            if connection.in_transaction:
                connection.execute("ROLLBACK TO one")
        if connection.in_transaction:
            connection.execute("RELEASE one")

    def _alone(self, connection: sqlite3.Connection, each: _Waiting) -> None:
        each.error = None
        try:
            connection.execute(self._begin)
            each.result = each.job(self._sql)
            _finish([each])
            connection.execute("COMMIT")
        except BaseException as error:  # noqa: BLE001 - it belongs to one caller
            each.error = error
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _finish(batch: Sequence[_Waiting]) -> None:
    """Call each `finish` once, with the results of all its jobs that succeeded."""
    results: dict[Callable[[Sequence[Any]], None], list[Any]] = {}
    for each in batch:
        if each.finish is not None and each.error is None:
            results.setdefault(each.finish, []).append(each.result)
    for finish, found in results.items():
        finish(found)


def _connect(
    path: str, factory: type[sqlite3.Connection] = sqlite3.Connection
) -> sqlite3.Connection:
    return sqlite3.connect(
        path, isolation_level=None, cached_statements=STATEMENTS_KEPT, factory=factory
    )


async def _set(raw: aiosqlite.Connection, pragma: str, file: Path) -> None:
    # Turning WAL on does not wait for another process that is writing, whatever the timeout.
    for left in reversed(range(LOCK_SECONDS * 20)):
        try:
            await raw.execute(f"PRAGMA {pragma}")
        except sqlite3.DatabaseError as error:
            if not left or not isinstance(translated(error), StorageBusy):
                raise translated(error, file) from None
            await asyncio.sleep(1 / 20)
        else:
            return


def _on_thread(raw: aiosqlite.Connection, function: Callable[..., T], *args: Any) -> Awaitable[T]:
    """Run a function on aiosqlite's thread. It has no public call for that (decision 36)."""
    answer: Awaitable[T] = raw._execute(  # type: ignore[no-untyped-call]  # noqa: SLF001
        function, *args
    )
    return answer


def _bind(driver: sqlite3.Connection) -> Connection:
    """Bind SQLAlchemy to the driver's connection; this module begins and ends transactions."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: driver,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    return engine.connect()
