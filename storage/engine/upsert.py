"""INSERT … ON CONFLICT, which SQLAlchemy has in a module of its own for each database."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from storage.engine.transaction import Tx

Insert = sqlite.Insert  # PostgreSQL's Insert has the same methods, as far as used here


def upsert(tx: Tx, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Insert a row, or update its other columns if its key exists.

    The values are plain ones: statements are built once for each set of columns.
    """
    upsert_all(tx, table, (key,), values)


def upsert_all(
    tx: Tx, table: Table, keys: Sequence[Mapping[str, Any]], values: Mapping[str, Any]
) -> None:
    """The same for several keys of the same columns, whose rows get the same values."""
    if keys:
        statement = _upsert(tx.sql.dialect.name, table, tuple(keys[0]), tuple(values))
        tx.execute(statement, [{**key, **values} for key in keys])


def insert_new(tx: Tx, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    """Insert a row of plain values unless its key exists; returns whether it was new."""
    statement = _insert_new(tx.sql.dialect.name, table, tuple(key))
    return bool(tx.execute(statement, {**key, **values}).rowcount)


def insert_unless(tx: Tx, table: Table, *key: str) -> Insert:
    """An INSERT that skips rows which exist, by this key, or by any if none is given."""
    return _insert_new(tx.sql.dialect.name, table, key)


def insert_for(dialect: str, table: Table) -> Insert:
    """The INSERT of this database, with ON CONFLICT; built once for each."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - slow, not needed on SQLite

        return cast("Insert", postgresql.insert(table))
    return sqlite.insert(table)


@lru_cache
def _upsert(dialect: str, table: Table, key: tuple[str, ...], others: tuple[str, ...]) -> Insert:
    statement = insert_for(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=list(key), set_={name: statement.excluded[name] for name in others}
    )


@lru_cache
def _insert_new(dialect: str, table: Table, key: tuple[str, ...]) -> Insert:
    return insert_for(dialect, table).on_conflict_do_nothing(index_elements=list(key) or None)
