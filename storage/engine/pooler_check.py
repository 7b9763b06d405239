"""Refuse PostgreSQL connections that lose their session, as behind some poolers.

A pooler in transaction mode gives each transaction another server connection. Prepared statements,
without which a small statement takes twice as long, and LISTEN belong to a server connection: they
are lost, or somebody else's. So this is looked at before the first connection of a process is used.
"""

import asyncio
import contextlib
import secrets
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

from storage.core.errors import PoolerInTheWay, StorageBusy

CONNECTIONS = 4  # more than there are poolers side by side, each with server connections of its own
ROUNDS = 6  # of two looks at each: a pooler that picks by chance cannot be right 48 times
FIRST_SECONDS = 30.0  # as long as SQLAlchemy's pool waits for a connection
OTHER_SECONDS = 1.0  # one more than a pooler by session has to give is not waited for

Connect = Callable[..., Awaitable[Any]]

_PROCESS = secrets.token_hex(8)
_numbers = count(1)
_straight: set[str] = set()  # where this process has looked, and found nothing in the way


def connecting(url: str) -> dict[str, Any]:
    """What SQLAlchemy's driver needs to look once per process before it connects to this URL."""

    async def connect(*args: Any, **options: Any) -> Any:
        import asyncpg  # noqa: PLC0415 - nothing that a bot on a SQLite file ever needs

        if url not in _straight:
            await look(lambda: asyncpg.connect(*args, **options))
            _straight.add(url)
        return await asyncpg.connect(*args, **options)

    return {"async_creator_fn": connect, "prepared_statement_name_func": statement_name}


def statement_name() -> str:
    """A name that no other process gives: two of them may come to share a server connection."""
    return f"jubao_{_PROCESS}_{next(_numbers)}"


async def look(connect: Connect) -> None:
    """PoolerInTheWay where what one transaction has set is not there in the next one.

    Several connections each set a value of their own, then all look for their own, in turn.
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
                await _same(*each)  # one that gives them in turn is found by two in a row
    finally:
        with contextlib.suppress(Exception):  # said or not, they are of no other use
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
    """Without arguments it is one message, hence no prepared statement."""
    found = await connection.execute(
        f"SELECT 1 WHERE current_setting('jubao.session', true) = '{mark}'"
    )
    if found != "SELECT 1":
        raise PoolerInTheWay
