"""The database: runs use cases, each one transaction, whole or not at all."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from storage import direct, figures, journal_order, schema
from storage.postgres import Postgres
from storage.seal import Ring, Vault
from storage.sqlite import Sqlite
from storage.tx import Tx

__all__ = ["Database", "Tx"]

T = TypeVar("T")
P = ParamSpec("P")


class _Engine(Protocol):
    async def run(
        self, job: Callable[[Connection], T], finish: Callable[[Sequence[T]], None] | None = None
    ) -> T: ...

    def ring(self) -> None: ...

    async def hear(self, heard: Callable[[], None]) -> None: ...

    async def close(self) -> None: ...


class Database:
    """Where use cases run: `await db.run(use_case, …)` is one transaction.

    On SQLite those that wait at the same moment share one commit, each in a savepoint of its own.
    """

    def __init__(self, writer: _Engine, reader: _Engine, vault: Vault) -> None:
        self._writer = writer
        self._reader = reader
        self.vault = vault
        self.on_owed: Callable[[], None] = lambda: None
        self.named: frozenset[str] = frozenset()

    @classmethod
    async def open(cls, url: str, ring: Ring) -> "Database":
        """Open a database, bring a SQLite file up to date, and unwrap its working secret.

        Raises SchemaBehind (PostgreSQL), SchemaNewer, KeyMissing, StorageBusy.
        """
        writer, reader = await _engines(url)
        try:
            await writer.run(schema.check)
            vault = await writer.run(partial(schema.root_secret, ring=ring))
            await writer.run(lambda connection: journal_order.begin(Tx(connection, vault)))
        except BaseException:
            await reader.close()
            await writer.close()
            raise
        return cls(writer, reader, vault)

    def name_admins(self, accounts: Collection[int]) -> None:
        """These accounts, and no others, are admins by the settings for what runs from now on."""
        self.named = frozenset(self.vault.fingerprint("person", str(each)) for each in accounts)

    async def run(
        self, use_case: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `use_case(tx, …)` and commit; what it returns comes back once it is durable."""
        owed: list[int] = []

        def job(connection: Connection) -> tuple[T, Tx]:
            owed.clear()  # a job may run a second time where its first transaction was lost
            tx = Tx(connection, self.vault, direct.driver_of(connection), owed, named=self.named)
            return use_case(tx, *args, **kwargs), tx

        result, _ = await self._writer.run(job, _finish)
        if owed:
            self.on_owed()
        return result

    async def read(
        self, use_case: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run something long that only reads, beside the writers; writing in it is an error."""

        def job(connection: Connection) -> T:
            tx = Tx(connection, self.vault, direct.driver_of(connection), named=self.named)
            return use_case(tx, *args, **kwargs)

        return await self._reader.run(job)

    def tell_others(self) -> None:
        """Something is owed: whoever hears of it from another process is to look."""
        self._writer.ring()

    async def hear_others(self) -> None:
        """Call `on_owed` whenever another process has told so, until cancelled.

        It is no more than a wish to look now: what was told while nobody listened is not repeated,
        and a SQLite file tells nothing.
        """
        await self._writer.hear(self.on_owed)

    async def close(self) -> None:
        """Let go of the database."""
        await self._reader.close()
        await self._writer.close()


def finish(tx: Tx, *others: Tx) -> None:
    """Right before the commit: what is written last, so that nothing shared is held for longer.

    `others` share the commit, in the order in which they ran: the same rows are written for all.
    """
    for other in others:
        tx.counted.update(other.counted)
        tx.journalled.extend(other.journalled)
    figures.write(tx)
    journal_order.write(tx)


def _finish(done: Sequence[tuple[object, Tx]]) -> None:
    finish(*(tx for _, tx in done))


async def _engines(url: str) -> tuple[_Engine, _Engine]:
    if make_url(url).get_backend_name() != "sqlite":
        return Postgres.open(url), Postgres.open(url, read_only=True)
    await asyncio.to_thread(schema.bring_up_to_date, url)
    writer = await Sqlite.open(url)
    try:
        return writer, await Sqlite.open(url, read_only=True)
    except BaseException:
        await writer.close()
        raise
