"""The public directory's history, and when an entry was last checked."""

import orjson
from sqlalchemy import insert, select, update

from domain.network.entries import Changed, Changes, changes
from domain.network.units import Unit
from storage.engine.database import Tx
from storage.engine.public_tables import unit_changes
from storage.engine.tables import units


def add(tx: Tx, old: Unit | None, new: Unit, verb: str, who: str, now: int) -> None:
    """Store a change of an entry, which also counts as a check of it."""
    write(tx, new.code, verb, changes(old, new), who, now)
    tx.execute(update(units).where(units.c.code == new.code).values(checked_at=now))


def write(tx: Tx, code: str, verb: str, said: Changes, who: str, now: int) -> None:
    """Store a change that does not count as a check."""
    tx.execute(
        insert(unit_changes).values(
            unit=code,
            verb=verb,
            body=orjson.dumps(said).decode(),
            changed_by=who,
            changed_at=now,
        )
    )


def history(tx: Tx, code: str, *, limit: int, before: int | None = None) -> tuple[Changed, ...]:
    """The history of a unit's entry, newest first, with ids below this one."""
    statement = (
        select(unit_changes)
        .where(unit_changes.c.unit == code)
        .order_by(unit_changes.c.id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(unit_changes.c.id < before)
    return tuple(
        Changed(
            id=row.id,
            verb=row.verb,
            changes={field: (was, now) for field, (was, now) in orjson.loads(row.body).items()},
            who=row.changed_by,
            at=row.changed_at,
        )
        for row in tx.execute(statement)
    )


def checked(tx: Tx) -> dict[str, int]:
    """When entries were last checked (unix seconds), by unit; without those never checked."""
    rows = tx.execute(
        select(units.c.code, units.c.checked_at).where(units.c.checked_at.is_not(None))
    )
    return {row.code: row.checked_at for row in rows}
