"""Copy a database into another, SQLite or PostgreSQL, in one transaction, and verify the copy."""

import hashlib
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import orjson
from msgspec import Struct
from sqlalchemy import Connection, create_engine, func, insert, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.util import greenlet_spawn

from storage.backup import portable_copy
from storage.backup.portable_copy import META, Progress
from storage.core import database_url
from storage.core.errors import StorageBusy
from storage.engine import schema
from storage.engine.postgres import create_async_engine
from storage.engine.sqlite import LOCK_SECONDS

_ROUND = 2**256
_SORTED = orjson.OPT_SORT_KEYS


class Differs(Exception):  # noqa: N818
    """The copy differs from the source and was rolled back. The message names the table."""


class Digest(Struct, frozen=True):
    """Number of rows of a table, and the sum of their hashes, which ignores the order."""

    rows: int = 0
    total: int = 0

    def over(self, rows: Iterable[dict[str, Any]]) -> "Digest":
        """The digest with more rows added."""
        count, total = self.rows, self.total
        for row in rows:
            said = orjson.dumps([_plain(each) for each in row.values()], option=_SORTED)
            total += int.from_bytes(hashlib.sha256(said).digest())
            count += 1
        return Digest(count, total % _ROUND)

    def __str__(self) -> str:
        return f"{self.total:064x}"


async def move(source: str, target: str, told: Progress) -> dict[str, Digest]:
    """Copy everything into an empty database of the newest schema; returns the rows per table.

    The leases of the source are locked meanwhile, so no bot can start on it. Raises StorageBusy if
    a process writes to it, SchemaBehind or SchemaNewer, and Differs.
    """
    async with AsyncExitStack() as stack:
        try:
            old = await stack.enter_async_context(held(source))
            new = await stack.enter_async_context(_transaction(target))
        except DBAPIError as error:
            first = str(error.orig).splitlines()[0]
            raise StorageBusy(f"somebody else is at work on it ({first})") from error
        return await greenlet_spawn(_moved, old, new, told)


def _moved(old: Connection, new: Connection, told: Progress) -> dict[str, Digest]:
    schema.check(old)
    portable_copy.hold_empty(new)
    whole, done = sum(portable_copy.counts(old).values()), 0
    found = {}
    for table in META.sorted_tables:
        digest = Digest()
        for page in portable_copy.pages(old, table):
            new.execute(insert(table), page)
            digest = digest.over(page)
            done += len(page)
            told("rows", done, whole)
        found[table.name] = digest
    _prove(new, found, told)
    _go_on_numbering(old, new)
    return found


def _prove(new: Connection, found: dict[str, Digest], told: Progress) -> None:
    """Read the target again and compare the digests."""
    whole, done = sum(each.rows for each in found.values()), 0
    for table in META.sorted_tables:
        digest = Digest()
        for page in portable_copy.pages(new, table):
            digest = digest.over(page)
            done += len(page)
            told("rows compared", done, whole)
        if digest != found[table.name]:
            raise Differs(f"the table {table.name} is not what it was in the source")


def _go_on_numbering(old: Connection, new: Connection) -> None:
    """Set the sequences, so that no id is used again, not even that of a deleted row."""
    if new.dialect.name != "postgresql":
        return
    given = {}
    if old.dialect.name == "postgresql":
        given = {table.name: _last(old, name) for table, name in portable_copy.sequences(old)}
    for table, name in portable_copy.sequences(new):
        column = table.autoincrement_column
        last = new.execute(select(func.max(column))).scalar_one() or 0
        last = max(last, given.get(table.name, 0))
        new.execute(select(func.setval(name, last or 1, last > 0)))


def _last(old: Connection, sequence: str) -> int:
    """The last number of a sequence; 0 if it has given none."""
    row = old.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()  # noqa: S608
    return int(row.last_value) if row.is_called else 0


def _plain(value: Any) -> Any:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


@asynccontextmanager
async def held(url: str) -> AsyncIterator[Connection]:
    """A consistent snapshot of a database, with its leases locked."""
    if portable_copy.kind(url) == "sqlite":
        async with _file(url) as connection:
            yield connection
        return
    engine = create_async_engine(url, isolation_level="REPEATABLE READ")
    try:
        async with engine.connect() as connection:
            wait = f"SET LOCAL lock_timeout = '{int(LOCK_SECONDS)}s'"
            await connection.exec_driver_sql(wait)
            await connection.exec_driver_sql("LOCK TABLE leases IN SHARE MODE")
            assert connection.sync_connection is not None
            yield connection.sync_connection
    finally:
        await engine.dispose()


@asynccontextmanager
async def _transaction(url: str) -> AsyncIterator[Connection]:
    """A transaction that is committed if no error occurs."""
    if portable_copy.kind(url) == "sqlite":
        async with _file(url) as connection:
            yield connection
            connection.exec_driver_sql("COMMIT")
        return
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            assert connection.sync_connection is not None
            yield connection.sync_connection
    finally:
        await engine.dispose()


@asynccontextmanager
async def _file(url: str) -> AsyncIterator[Connection]:
    """A SQLite file, locked for writing."""
    engine = create_engine(
        URL.create("sqlite", database=str(database_url.sqlite_file(url))),
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": LOCK_SECONDS},
    )
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
    finally:
        engine.dispose()
