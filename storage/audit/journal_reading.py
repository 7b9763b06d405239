"""Pages of the journal for people: of a case, of somebody, of some time; reasons stay encrypted."""

from collections.abc import Collection
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, Select, select, tuple_

from storage.engine.database import Tx
from storage.engine.tables import cases, journal


class JournalLine(Struct, frozen=True, kw_only=True):
    """One entry without its reason; `id` and `written_at` (unix seconds) are the key of pages.

    `number` is the case's, empty where the entry belongs to none. `who` is a fingerprint, or a
    name of `storage.audit.journal` for who is none of the staff.
    """

    id: int
    written_at: int
    who: str
    role: int
    verb: str
    start: str
    to: str
    unit: str
    number: str


class JournalPlace(Struct, frozen=True):
    """The time and the id of the last entry of a page."""

    at: int
    row: int


def of_case(tx: Tx, case_id: int, *, limit: int, before: int = 0) -> tuple[JournalLine, ...]:
    """The entries of a case with ids below `before` (0: all), newest first."""
    return _read(tx, _below(journal.c.case_id == case_id, before), limit)


def of_person(
    tx: Tx, whos: Collection[str], *, limit: int, before: int = 0
) -> tuple[JournalLine, ...]:
    """What somebody did, likewise; `whos` are their fingerprints, the present and former ones."""
    return _read(tx, _below(journal.c.who.in_(tuple(whos)), before), limit)


def of_time(
    tx: Tx, since: int, until: int, *, limit: int, before: JournalPlace | None = None
) -> tuple[JournalLine, ...]:
    """The entries from `since` to before `until` (unix seconds), newest first."""
    at, row = journal.c.written_at, journal.c.id
    found = _LINES.where(at >= since, at < until)
    if before is not None:
        # The plain bound is what SQLite uses of an index, the tuple is exact.
        found = found.where(at <= before.at, tuple_(at, row) < tuple_(before.at, before.row))
    return _read(tx, found.order_by(at.desc(), row.desc()), limit)


_LINES = select(
    journal.c.id,
    journal.c.written_at,
    journal.c.who,
    journal.c.role,
    journal.c.verb,
    journal.c.start,
    journal.c.to,
    journal.c.unit,
    cases.c.number,
).select_from(journal.outerjoin(cases, cases.c.id == journal.c.case_id))


def _below(whose: Any, before: int) -> Select[Any]:
    found = _LINES.where(whose)
    if before:
        found = found.where(journal.c.id < before)
    return found.order_by(journal.c.id.desc())


def _read(tx: Tx, found: Select[Any], limit: int) -> tuple[JournalLine, ...]:
    return tuple(map(_line, tx.execute(found.limit(limit)).all()))


def _line(row: Row[Any]) -> JournalLine:
    return JournalLine(
        id=row.id,
        written_at=row.written_at,
        who=row.who,
        role=row.role,
        verb=row.verb,
        start=row.start,
        to=row.to,
        unit=row.unit,
        number=row.number or "",
    )
