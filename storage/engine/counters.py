"""Named counters: sequences without repetition, and values to be remembered."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import select, update

from storage.engine.database import Tx
from storage.engine.tables import counters
from storage.engine.upsert import insert_for, insert_new, upsert


def next_value(tx: Tx, name: str) -> int:
    """The next number of a sequence, starting at 1."""
    return int(tx.execute(_next(tx.sql.dialect.name), {"name": name, "value": 1}).scalar_one())


@lru_cache
def _next(dialect: str) -> Any:
    begin = insert_for(dialect, counters)
    return begin.on_conflict_do_update(
        index_elements=["name"], set_={"value": counters.c.value + 1}
    ).returning(counters.c.value)


def put(tx: Tx, name: str, value: int) -> None:
    """Set a counter."""
    upsert(tx, counters, {"name": name}, {"value": value})


def value(tx: Tx, name: str) -> int | None:
    """The value of a counter; None if it was never set."""
    found: int | None = tx.execute(
        select(counters.c.value).where(counters.c.name == name)
    ).scalar_one_or_none()
    return found


def reach(tx: Tx, name: str, value: int) -> int | None:
    """Raise a counter to `value` and return what it was; None if it was not lower."""
    insert_new(tx, counters, {"name": name}, {"value": 0})
    before: int = tx.execute(select(counters.c.value).where(counters.c.name == name)).scalar_one()
    reached = tx.execute(
        update(counters)
        .where(counters.c.name == name, counters.c.value < value)
        .values(value=value)
    )
    return before if reached.rowcount else None


def values(tx: Tx, names: Collection[str]) -> dict[str, int]:
    """The values of those of these counters that were ever set."""
    rows = tx.execute(
        select(counters.c.name, counters.c.value).where(counters.c.name.in_(tuple(names)))
    )
    return {row.name: row.value for row in rows}
