"""Numbers by their names: those that go up by one and never repeat, and others."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import select, update

from storage.db import Tx
from storage.tables import counters
from storage.upsert import insert_for, insert_new, upsert


def next_value(tx: Tx, name: str) -> int:
    """The next number of a row of numbers, starting at 1."""
    return int(tx.execute(_next(tx.sql.dialect.name), {"name": name, "value": 1}).scalar_one())


@lru_cache
def _next(dialect: str) -> Any:
    begin = insert_for(dialect, counters)
    return begin.on_conflict_do_update(
        index_elements=["name"], set_={"value": counters.c.value + 1}
    ).returning(counters.c.value)


def put(tx: Tx, name: str, value: int) -> None:
    """Write a number down, whatever it was."""
    upsert(tx, counters, {"name": name}, {"value": value})


def value(tx: Tx, name: str) -> int | None:
    """How far a number has come; None where it never began."""
    found: int | None = tx.execute(
        select(counters.c.value).where(counters.c.name == name)
    ).scalar_one_or_none()
    return found


def reach(tx: Tx, name: str, value: int) -> int | None:
    """Bring a number up to `value`; what it was before, None where it has got there already."""
    insert_new(tx, counters, {"name": name}, {"value": 0})
    before: int = tx.execute(select(counters.c.value).where(counters.c.name == name)).scalar_one()
    reached = tx.execute(
        update(counters)
        .where(counters.c.name == name, counters.c.value < value)
        .values(value=value)
    )
    return before if reached.rowcount else None


def values(tx: Tx, names: Collection[str]) -> dict[str, int]:
    """How far these numbers have come, those that ever began."""
    rows = tx.execute(
        select(counters.c.name, counters.c.value).where(counters.c.name.in_(tuple(names)))
    )
    return {row.name: row.value for row in rows}
