"""Insert or change: the one statement that the two databases spell in their own modules."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.db import Tx


def upsert(tx: Tx, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write a row; where its key is there already, its other columns take the new values."""
    dialect = postgresql if tx.sql.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**key, **values)
    tx.execute(statement.on_conflict_do_update(index_elements=list(key), set_=dict(values)))


def insert_new(tx: Tx, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    """Write a row unless its key is there already; whether it was new."""
    dialect = postgresql if tx.sql.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**key, **values)
    done = tx.execute(statement.on_conflict_do_nothing(index_elements=list(key)))
    return bool(done.rowcount)
