"""The database: runs use cases, each one transaction; on SQLite those that wait share a commit."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import aiosqlite
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import CursorResult, Engine, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from storage import schema
from storage.errors import StorageBusy, StorageFull
from storage.seal import Ring, Vault

T = TypeVar("T")

MOST_SHARED = 128  # use cases in one commit: one flush to disk for all, and a wait nobody notices
LOCK_SECONDS = 5
POOL = 16  # connections to PostgreSQL of one process
TRIES = 4  # where PostgreSQL gave way to another transaction (serialization, deadlock)
_GAVE_WAY = frozenset({"40001", "40P01"})
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    f"busy_timeout={LOCK_SECONDS * 1000}",
    "trusted_schema=OFF",
)


@dataclass(frozen=True, slots=True)
class Tx:
    """One transaction, handed to every storage function; `owed` collects when news is due."""

    sql: Connection
    vault: Vault
    owed: list[int] = field(default_factory=list)

    def execute(self, statement: Any, parameters: Any = None) -> CursorResult[Any]:
        """Run one statement."""
        return self.sql.execute(statement, parameters)

    def owe(self, due_at: int) -> None:
        """News was written that is due then; the courier hears of it after the commit."""
        self.owed.append(due_at)


class _Engine(Protocol):
    async def run(self, job: Callable[[Connection], T]) -> T: ...

    async def close(self) -> None: ...


class Database:
    """Where use cases run: `await db.run(use_case, …)` is one transaction, whole or not at all."""

    def __init__(self, engine: _Engine, vault: Vault) -> None:
        self._engine = engine
        self.vault = vault
        self.on_owed: Callable[[], None] = lambda: None

    @classmethod
    async def open(cls, url: str, ring: Ring) -> "Database":
        """Open a database, bring a SQLite file up to date, and unwrap its working secret.

        Raises SchemaBehind (PostgreSQL), SchemaNewer, KeyMissing, StorageBusy.
        """
        if make_url(url).get_backend_name() == "sqlite":
            await asyncio.to_thread(schema.bring_up_to_date, url)
            engine: _Engine = await _Sqlite.open(url)
        else:
            engine = _Postgres(create_async_engine(url, pool_size=POOL, max_overflow=POOL))
        try:
            await engine.run(schema.check)
            root = await engine.run(partial(schema.root_secret, ring=ring))
        except BaseException:
            await engine.close()
            raise
        return cls(engine, root)

    async def run(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run `use_case(tx, …)` and commit; what it returns comes back once it is durable."""
        owed: list[int] = []

        def job(connection: Connection) -> T:
            owed.clear()  # a job may run a second time where its first transaction was lost
            return use_case(Tx(connection, self.vault, owed), *args, **kwargs)

        result = await self._engine.run(job)
        if owed:
            self.on_owed()
        return result

    async def close(self) -> None:
        """Let go of the database."""
        await self._engine.close()


@dataclass(slots=True)
class _Waiting:
    """A use case that waits for its turn, and what came of it."""

    job: Callable[[Connection], Any]
    done: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None


class _Sqlite:
    """One writer: aiosqlite's thread runs whole batches, so that no statement hops threads."""

    def __init__(self, raw: aiosqlite.Connection) -> None:
        self._raw = raw
        self._queue: list[_Waiting] = []
        self._pump: asyncio.Task[None] | None = None
        self._engine: Engine | None = None
        self._sql: Connection | None = None

    @classmethod
    async def open(cls, url: str) -> "_Sqlite":
        raw = await aiosqlite.connect(
            make_url(url).database or ":memory:", isolation_level=None, cached_statements=512
        )
        store = cls(raw)
        try:
            for pragma in PRAGMAS:
                await raw.execute(f"PRAGMA {pragma}")
            await store._on_thread(store._bind)
        except BaseException:
            await store.close()
            raise
        return store

    async def run(self, job: Callable[[Connection], T]) -> T:
        waiting = _Waiting(job, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._work())
        result: T = await waiting.done
        return result

    async def close(self) -> None:
        if self._pump is not None:
            await asyncio.gather(self._pump, return_exceptions=True)
        if self._sql is not None:
            await self._on_thread(self._unbind)
        await self._raw.close()

    def _on_thread(self, function: Callable[..., T], *args: Any) -> Awaitable[T]:
        # aiosqlite has no public way to run a function on its thread; SQLAlchemy's own dialect
        # reaches into it, too. This is the only place where we do.
        answer: Awaitable[T] = self._raw._execute(  # type: ignore[no-untyped-call]  # noqa: SLF001
            function, *args
        )
        return answer

    def _bind(self) -> None:
        connection = self._raw._conn  # noqa: SLF001 - the same, on the thread itself
        self._engine = create_engine(
            "sqlite://",
            creator=lambda: connection,
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
        )
        self._sql = self._engine.connect()

    def _unbind(self) -> None:
        assert self._sql is not None
        assert self._engine is not None
        self._sql.detach()  # the connection itself is aiosqlite's to close
        self._engine.dispose(close=False)

    async def _work(self) -> None:
        while self._queue:
            batch, self._queue = self._queue[:MOST_SHARED], self._queue[MOST_SHARED:]
            try:
                await self._on_thread(self._commit_together, batch)
            except BaseException as error:  # noqa: BLE001 - every waiting caller must hear of it
                for each in batch:
                    each.error = each.error or _said(error)
            for each in batch:
                if each.done.done():
                    continue  # its caller was cancelled; the effect stands all the same
                if each.error is not None:
                    each.done.set_exception(_said(each.error))
                else:
                    each.done.set_result(each.result)

    def _commit_together(self, batch: list[_Waiting]) -> None:
        """One transaction for all, a savepoint for each; a failing one takes nobody along."""
        connection = self._raw._conn  # noqa: SLF001
        connection.execute("BEGIN IMMEDIATE")
        try:
            for each in batch:
                self._within_savepoint(connection, each)
                if not connection.in_transaction:
                    break
            if connection.in_transaction:
                connection.execute("COMMIT")
                return
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        # SQLite itself gave the whole transaction up (no room): everybody once more, alone.
        for each in batch:
            self._alone(connection, each)

    def _within_savepoint(self, connection: sqlite3.Connection, each: _Waiting) -> None:
        assert self._sql is not None
        each.error = None
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
        assert self._sql is not None
        each.error = None
        try:
            connection.execute("BEGIN IMMEDIATE")
            each.result = each.job(self._sql)
            connection.execute("COMMIT")
        except BaseException as error:  # noqa: BLE001 - it belongs to one caller
            each.error = error
            if connection.in_transaction:
                connection.execute("ROLLBACK")


class _Postgres:
    """A pool; each use case has a transaction of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def run(self, job: Callable[[Connection], T]) -> T:
        for attempt in range(1, TRIES + 1):
            try:
                async with self._engine.begin() as connection:
                    return await connection.run_sync(job)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", "") not in _GAVE_WAY or attempt == TRIES:
                    raise _said(error) from error
                await asyncio.sleep(0.01 * attempt)
        raise AssertionError("unreachable")

    async def close(self) -> None:
        await self._engine.dispose()


def _said(error: BaseException) -> BaseException:
    """The driver's error in our words, where it is one that people can be told of."""
    inner = error.orig if isinstance(error, OperationalError) else error
    if isinstance(inner, sqlite3.OperationalError):
        said = str(inner)
        if "locked" in said or "busy" in said:
            return StorageBusy(said)
        if "full" in said:
            return StorageFull(said)
    return error


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite database; None for one in memory or of another kind."""
    parsed = make_url(url)
    if (
        parsed.get_backend_name() != "sqlite"
        or not parsed.database
        or parsed.database == ":memory:"
    ):
        return None
    return Path(parsed.database)
