"""The public directory's history, and when an entry was last checked."""

from msgspec import Struct
from sqlalchemy import and_, func, or_, select

from domain.core.changes import SYSTEM, Change, Changes
from domain.network.entries import CONTACT, changes
from domain.network.units import Unit
from storage.engine import histories
from storage.engine.database import Tx
from storage.engine.public_tables import unit_changes
from storage.engine.tables import units


def add(tx: Tx, old: Unit | None, new: Unit, verb: str, who: str, now: int) -> None:
    """Store in the history how an entry has changed."""
    write(tx, new.code, verb, changes(old, new), who, now)


def write(tx: Tx, code: str, verb: str, said: Changes, who: str, now: int) -> None:
    """Store a change of an entry, or of its pledge, in the history."""
    histories.write(tx, unit_changes.c.unit, code, (verb, said), who, now)


def history(tx: Tx, code: str, *, limit: int, before: int | None = None) -> tuple[Change, ...]:
    """The history of a unit's entry, newest first, with ids below this one."""
    return histories.read(tx, unit_changes.c.unit, code, limit=limit, before=before)


class Checks(Struct, frozen=True, kw_only=True):
    """When a person last checked an entry, None if nobody has, and when it was first stored.

    Unix seconds. Releases up to 0.4 set `stored_at` at later changes, too.
    """

    by_person: int | None
    stored_at: int | None


_BODY = unit_changes.c.body
_IS_CHECK = or_(
    unit_changes.c.verb.in_(("unit_add", "unit_check")),
    and_(
        unit_changes.c.verb == "unit_change",
        or_(*(_BODY.contains(f'"{field}":[', autoescape=True) for field in sorted(CONTACT))),
    ),
)
"""A person has confirmed, entered or changed the contact of the office."""
_BY_PERSON = (
    select(func.max(unit_changes.c.changed_at))
    .where(unit_changes.c.unit == units.c.code, unit_changes.c.changed_by != SYSTEM, _IS_CHECK)
    .scalar_subquery()
)
_CHECKS = select(units.c.code, units.c.checked_at, _BY_PERSON.label("by_person"))


def checks(tx: Tx) -> dict[str, Checks]:
    """The last check of each entry, by unit."""
    return {
        row.code: Checks(by_person=row.by_person, stored_at=row.checked_at)
        for row in tx.execute(_CHECKS)
    }
