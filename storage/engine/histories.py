"""Histories of what is published: old and new values, who changed them and when.

Their tables have the same columns after the one that says whose history it is.
"""

import orjson
from sqlalchemy import Column, insert, select

from domain.core.changes import Change, Changes
from storage.engine.database import Tx


def write(tx: Tx, of: Column[str], key: str, change: tuple[str, Changes], by: str, at: int) -> None:
    """Append a change, its verb and values, to the history of what has this key in column `of`."""
    verb, values = change
    body = orjson.dumps(values).decode()
    row = {of.name: key, "verb": verb, "body": body, "changed_by": by, "changed_at": at}
    tx.execute(insert(of.table).values(row))


def read(
    tx: Tx, of: Column[str], key: str, *, limit: int, before: int | None = None
) -> tuple[Change, ...]:
    """The history of what has this key in column `of`, newest first, with ids below this one."""
    table = of.table
    statement = select(table).where(of == key).order_by(table.c.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(table.c.id < before)
    return tuple(
        Change(
            id=row.id,
            verb=row.verb,
            changes={field: (was, now) for field, (was, now) in orjson.loads(row.body).items()},
            who=row.changed_by,
            at=row.changed_at,
        )
        for row in tx.execute(statement)
    )
