"""The database: runs use cases, each in one transaction.

`storage/wiring.py` passes in the functions that write right before each commit, so this module
knows no tables.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial
from typing import Concatenate, ParamSpec, Protocol, TypeVar

import structlog
from sqlalchemy import Connection

from storage.core import database_url
from storage.crypto.encryption import Cipher, KeyRing
from storage.engine import schema
from storage.engine.postgres import Postgres
from storage.engine.sqlite import Sqlite
from storage.engine.transaction import Tx

__all__ = ["Database", "Tx"]

log = structlog.get_logger("jubao.database")

T = TypeVar("T")
P = ParamSpec("P")
ROOTS_SECONDS = 20.0  # `jubao keys rotate --compromised` waits for longer than this
BeforeCommit = Sequence[Callable[[Tx], None]]


class _Engine(Protocol):
    async def run(
        self, job: Callable[[Connection], T], finish: Callable[[Sequence[T]], None] | None = None
    ) -> T: ...

    def notify(self) -> None: ...

    async def listen(self, notified: Callable[[], None]) -> None: ...

    async def truncate_wal(self) -> bool: ...

    async def close(self) -> None: ...


class Database:
    """Runs use cases: `await db.run(use_case, …)` is one transaction.

    On SQLite use cases that wait at the same time share one commit, each in its own savepoint.
    """

    def __init__(
        self, writer: _Engine, reader: _Engine, cipher: Cipher, before_commit: BeforeCommit
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._before_commit = before_commit
        self.cipher = cipher
        self.on_owed: Callable[[], None] = lambda: None
        self.on_erased: Callable[[], Awaitable[None]] | None = None
        self.named: frozenset[str] = frozenset()
        self._admins: Collection[int] = ()
        self._looked_at = asyncio.get_running_loop().time()

    @classmethod
    async def open(cls, url: str, key_ring: KeyRing, *, before_commit: BeforeCommit) -> "Database":
        """Open a database, bring a SQLite file up to date, and unwrap its working secret.

        `before_commit` are called, in this order, at the end of every transaction of `run`, with a
        Tx that has collected what all use cases sharing the commit have counted and journalled.
        Raises SchemaBehind (PostgreSQL), SchemaNewer, KeyMissing, StorageBusy.
        """
        writer, reader = await _engines(url)
        try:
            await writer.run(schema.check)
            cipher = await writer.run(partial(schema.root_secret, key_ring=key_ring))
        except BaseException:
            await reader.close()
            await writer.close()
            raise
        return cls(writer, reader, cipher, before_commit)

    def name_admins(self, accounts: Collection[int]) -> None:
        """Set the accounts that the settings make admins, for every use case run from now on."""
        self._admins = accounts
        self.named = frozenset(who for each in accounts for who in self.cipher.people(each))

    async def run(
        self, use_case: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `use_case(tx, …)` and commit; what it returns comes back once it is durable."""
        owed: list[int] = []
        await self._look_at_roots()

        def job(connection: Connection) -> tuple[T, Tx]:
            owed.clear()  # a job runs again if its first transaction was lost
            tx = Tx(connection, self.cipher, owed, named=self.named)
            return use_case(tx, *args, **kwargs), tx

        result, tx = await self._writer.run(job, self._finish)
        if owed:
            self.on_owed()
        if tx.erased:
            await self.finish_erasures()
        return result

    async def read(
        self, use_case: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a long use case that only reads, beside the writers; writing in it is an error."""
        await self._look_at_roots()

        def job(connection: Connection) -> T:
            return use_case(Tx(connection, self.cipher, named=self.named), *args, **kwargs)

        return await self._reader.run(job)

    async def finish_erasures(self) -> None:
        """Do what must follow the commit of an erasure: list it, and remove it from the WAL.

        Called after each, and by a scheduled job, since a WAL that another connection reads cannot
        be truncated. Errors are logged only: the erasure itself is committed, and its caller must
        not take it for failed.
        """
        try:
            if self.on_erased is not None:
                await self.on_erased()
        except Exception:
            log.exception("erasures-not-listed")
        try:
            if not await self._writer.truncate_wal():
                log.info("wal-in-use")
        except Exception:
            log.exception("wal-not-truncated")

    async def learn_roots(self) -> None:
        """Learn of a new version of the root secret now."""
        self._looked_at -= ROOTS_SECONDS
        await self._look_at_roots()

    async def _look_at_roots(self) -> None:
        """Learn of a new version of the root secret; `ROOTS_SECONDS` after the last look at most.

        Raises KeyMissing if the ring cannot decrypt it: then this process must not go on.
        """
        now = asyncio.get_running_loop().time()
        if now - self._looked_at < ROOTS_SECONDS:
            return
        before, self._looked_at = self._looked_at, now
        try:
            read = partial(schema.root_secret, key_ring=self.cipher.key_ring)
            found = await self._reader.run(read)
        except BaseException:
            self._looked_at = before
            raise
        if not found.is_same(self.cipher):
            self.cipher = found
            self.name_admins(self._admins)

    def tell_others(self) -> None:
        """Notify the other processes that a notice is due; does nothing on SQLite."""
        self._writer.notify()

    async def hear_others(self) -> None:
        """Call `on_owed` after each notification of another process, until cancelled.

        It is only a hint to look at the outbox now: notifications are lost while nobody listens,
        and on SQLite there are none.
        """
        await self._writer.listen(self.on_owed)

    def _finish(self, done: Sequence[tuple[object, Tx]]) -> None:
        """Write collected figures and journal places right before the commit, to lock rows briefly.

        `done` are the results and Tx of the use cases that share the commit, in the order in which
        they ran; what they collected is written once for all of them.
        """
        tx, *others = (tx for _, tx in done)
        for other in others:
            tx.counted.update(other.counted)
            tx.journalled.extend(other.journalled)
        for write in self._before_commit:
            write(tx)

    async def close(self) -> None:
        """Finish what was begun, and close all connections."""
        await self._reader.close()
        await self._writer.close()


async def _engines(url: str) -> tuple[_Engine, _Engine]:
    if database_url.kind(url) != "sqlite":
        return Postgres.open(url), Postgres.open(url, read_only=True)
    await asyncio.to_thread(schema.bring_up_to_date, url)
    writer = await Sqlite.open(url)
    try:
        return writer, await Sqlite.open(url, read_only=True)
    except BaseException:
        await writer.close()
        raise
