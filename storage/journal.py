"""The journal: append-only, each entry chained to the one before it in its case by a keyed hash."""

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Row, bindparam, insert, select

from storage.db import Tx
from storage.tables import journal

SYSTEM = "system"  # the clock, where no person acts
_LAST = (
    select(journal.c.chain)
    .where(journal.c.case_id == bindparam("case_id"))
    .order_by(journal.c.id.desc())
    .limit(1)
)


def reporter(report_id: int) -> str:
    """Who did it, where a reporter did: the report, so that no two reports of one person meet."""
    return f"report:{report_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who did what to which case, from which state to which, and why."""

    who: str
    role: int
    verb: str
    case_id: int
    unit: str
    start: str = ""
    to: str = ""
    reason: str = ""
    written_at: int = 0


def add(tx: Tx, entry: Entry) -> None:
    """Append an entry; its place in the chain makes a later change or removal visible."""
    previous = tx.execute(_LAST, {"case_id": entry.case_id}).scalar() or ""
    chain = tx.vault.chain(previous, _plain(entry))
    at = f"journal.sealed:{chain}"
    tx.execute(
        insert(journal).values(
            case_id=entry.case_id,
            written_at=entry.written_at,
            who=entry.who,
            role=entry.role,
            verb=entry.verb,
            start=entry.start,
            to=entry.to,
            unit=entry.unit,
            sealed=tx.vault.seal_json({"reason": entry.reason}, at) if entry.reason else None,
            chain=chain,
        )
    )


def of_case(tx: Tx, case_id: int) -> tuple[Entry, ...]:
    """Everything that was done to a case, oldest first."""
    rows = tx.execute(
        select(journal).where(journal.c.case_id == case_id).order_by(journal.c.id)
    ).all()
    return tuple(_entry(tx, row) for row in rows)


def first_break(tx: Tx, case_id: int) -> int | None:
    """The row id of the first entry that does not fit its chain; None where all is whole."""
    previous = ""
    rows = tx.execute(
        select(journal).where(journal.c.case_id == case_id).order_by(journal.c.id)
    ).all()
    for row in rows:
        if row.chain != tx.vault.chain(previous, _plain(_entry(tx, row))):
            return int(row.id)
        previous = row.chain
    return None


def _plain(entry: Entry) -> bytes:
    return orjson.dumps(
        [
            entry.case_id,
            entry.written_at,
            entry.who,
            int(entry.role),
            str(entry.verb),
            str(entry.start),
            str(entry.to),
            entry.unit,
            entry.reason,
        ]
    )


def _entry(tx: Tx, row: Row[Any]) -> Entry:
    sealed = row.sealed
    reason = ""
    if sealed is not None:
        reason = tx.vault.open_json(sealed, f"journal.sealed:{row.chain}")["reason"]
    return Entry(
        who=row.who,
        role=row.role,
        verb=row.verb,
        case_id=row.case_id,
        unit=row.unit,
        start=row.start,
        to=row.to,
        reason=reason,
        written_at=row.written_at,
    )
