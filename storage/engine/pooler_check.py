"""Refuse PostgreSQL connections that lose their session, as behind some poolers.

A pooler in transaction mode gives each transaction another server connection. Prepared statements,
without which a small statement takes twice as long, and LISTEN belong to a server connection: in
the next transaction they are missing, or another client's. So a process checks this before it uses
its first connection.
"""

import asyncio
import contextlib
import secrets
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

from storage.core.errors import PoolerInTheWay, StorageBusy

CONNECTIONS = 4  # more than the number of poolers behind one address, each with its own connections
ROUNDS = 6  # two checks of each connection: a pooler that picks at random fails one of the 48
FIRST_SECONDS = 30.0  # to connect; the same as the timeout of SQLAlchemy's pool
OTHER_SECONDS = 1.0  # for a further connection: a session pooler may have none left

Connect = Callable[..., Awaitable[Any]]

_PROCESS = secrets.token_hex(8)
_numbers = count(1)
_straight: set[str] = set()  # URLs that this process has checked without a finding


def connecting(url: str) -> dict[str, Any]:
    """Connect arguments for SQLAlchemy that run the check once per process for this URL."""
    from storage.core.postgres_connections import connector  # noqa: PLC0415 - not needed on SQLite

    connect_once = connector(url)

    async def connect(*_: Any, **__: Any) -> Any:
        if url not in _straight:
            await look(connect_once)
            _straight.add(url)
        return await connect_once()

    return {"async_creator_fn": connect, "prepared_statement_name_func": statement_name}


def statement_name() -> str:
    """A name unique among processes, since two of them may share a server connection."""
    return f"jubao_{_PROCESS}_{next(_numbers)}"


async def look(connect: Connect) -> None:
    """Raise PoolerInTheWay if a session setting is lost between two transactions.

    Several connections each set a value of their own; then each checks its value, in turn.
    """
    opened: list[tuple[Any, str]] = []
    try:
        for number in range(CONNECTIONS):
            try:
                async with asyncio.timeout(OTHER_SECONDS if number else FIRST_SECONDS):
                    opened.append(await _marked(connect))
            except TimeoutError as error:
                if not number:
                    raise StorageBusy("the database gives no connection") from error
                break
        for _ in range(ROUNDS):
            for each in opened:
                await _same(*each)
                await _same(*each)  # two in a row detect a pooler that rotates its connections
    finally:
        with contextlib.suppress(Exception):  # errors do not matter: they are not used again
            await asyncio.gather(*(each.close(timeout=OTHER_SECONDS) for each, _ in opened))


async def _marked(connect: Connect) -> tuple[Any, str]:
    connection, mark = await connect(), secrets.token_hex(8)
    try:
        await connection.execute(f"SELECT set_config('jubao.session', '{mark}', false)")
    except BaseException:
        connection.terminate()
        raise
    return connection, mark


async def _same(connection: Any, mark: str) -> None:
    """A query without arguments, which asyncpg sends without a prepared statement."""
    found = await connection.execute(
        f"SELECT 1 WHERE current_setting('jubao.session', true) = '{mark}'"
    )
    if found != "SELECT 1":
        raise PoolerInTheWay
