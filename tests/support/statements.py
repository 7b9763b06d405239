"""Statements compiled once for a whole run of tests.

SQLAlchemy keeps what it compiled with the engine; the tests open thousands of databases of the
same two kinds, and would compile all statements anew for each.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import postgres, sqlite


def share() -> None:
    """From now on, whoever opens a database shares what the first of its kind has compiled."""
    sqlite.create_engine = _sharing(sqlite.create_engine)
    postgres.create_async_engine = _sharing(postgres.create_async_engine)


def _sharing(create: Callable[..., Any]) -> Callable[..., Any]:
    first: list[Engine] = []

    def created(*args: Any, **options: Any) -> Any:
        made = create(*args, **options)
        engine = made.sync_engine if isinstance(made, AsyncEngine) else made
        first.append(engine) if not first else _like(engine, first[0])
        return made

    return created


def _like(engine: Engine, first: Engine) -> None:
    engine.dialect = engine.pool._dialect = first.dialect
    engine._compiled_cache = first._compiled_cache
