"""The public directory's history, and when an entry was last checked."""

from sqlalchemy import select, update

from domain.core.changes import Change, Changes
from domain.network.entries import changes
from domain.network.units import Unit
from storage.engine import histories
from storage.engine.database import Tx
from storage.engine.public_tables import unit_changes
from storage.engine.tables import units


def add(tx: Tx, old: Unit | None, new: Unit, verb: str, who: str, now: int) -> None:
    """Store a change of an entry, which also counts as a check of it."""
    write(tx, new.code, verb, changes(old, new), who, now)
    tx.execute(update(units).where(units.c.code == new.code).values(checked_at=now))


def write(tx: Tx, code: str, verb: str, said: Changes, who: str, now: int) -> None:
    """Store a change that does not count as a check."""
    histories.write(tx, unit_changes.c.unit, code, (verb, said), who, now)


def history(tx: Tx, code: str, *, limit: int, before: int | None = None) -> tuple[Change, ...]:
    """The history of a unit's entry, newest first, with ids below this one."""
    return histories.read(tx, unit_changes.c.unit, code, limit=limit, before=before)


def checked(tx: Tx) -> dict[str, int]:
    """When entries were last checked (unix seconds), by unit; without those never checked."""
    rows = tx.execute(
        select(units.c.code, units.c.checked_at).where(units.c.checked_at.is_not(None))
    )
    return {row.code: row.checked_at for row in rows}
