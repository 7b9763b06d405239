"""Statements as tests need them: compiled once for a whole run, and heard as they are run.

SQLAlchemy keeps what it compiled with the engine; the tests open thousands of databases of the
same two kinds, and would compile all statements anew for each.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine import postgres, sqlite
from storage.engine.transaction import Tx

KEPT = 4000
"""Statements: what tests ask is more than what one process asks, and would push itself out."""


def share() -> None:
    """From now on, whoever opens a database shares what the first of its kind has compiled."""
    sqlite.create_engine = _sharing(sqlite.create_engine)
    postgres.create_async_engine = _sharing(postgres.create_async_engine)


def _sharing(create: Callable[..., Any]) -> Callable[..., Any]:
    first: dict[str, Engine] = {}  # by the database's name: both kinds are made here

    def created(*args: Any, **options: Any) -> Any:
        made = create(*args, **options)
        engine = made.sync_engine if isinstance(made, AsyncEngine) else made
        if first.setdefault(engine.name, engine) is not engine:
            _like(engine, first[engine.name])
        elif engine._compiled_cache is not None:
            engine._compiled_cache.capacity = KEPT
        return made

    return created


def _like(engine: Engine, first: Engine) -> None:
    engine.dialect = engine.pool._dialect = first.dialect
    engine._compiled_cache = first._compiled_cache


@contextmanager
def heard(tx: Tx) -> Iterator[tuple[Tx, list[tuple[str, Any]]]]:
    """The transaction, and the text and values of each statement that it runs meanwhile."""
    said: list[tuple[str, Any]] = []

    def listen(_connection, _cursor, statement, parameters, _context, _many) -> None:
        said.append((statement, parameters))

    event.listen(tx.sql, "before_cursor_execute", listen)
    try:
        yield tx, said
    finally:
        event.remove(tx.sql, "before_cursor_execute", listen)
