"""The journal: append-only, each entry chained to the one before it in its case by a keyed hash.

The chain covers a hash of each reason, not its text: the text can be erased and the chain still
verifies. `journal_order` shows if whole cases are missing.
"""

from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import Any

import orjson
from msgspec import Struct
from sqlalchemy import Row, bindparam, insert, select, update

from domain.core import changes
from domain.network.people import Verb
from storage.core.errors import KeyMissing
from storage.engine.database import Tx
from storage.engine.tables import journal

SYSTEM = changes.SYSTEM
OUTSIDER = "outsider"  # actor who is not staff and tried a staff action
_LAST = (
    select(journal.c.chain)
    .where(journal.c.case_id == bindparam("case_id"))
    .order_by(journal.c.id.desc())
    .limit(1)
)

_ADD = insert(journal).returning(journal.c.id)


def reporter(report_id: int) -> str:
    """The actor of a reporter's entry: the report's id, so that two reports stay unlinked."""
    return f"report:{report_id}"


class Entry(Struct, frozen=True, kw_only=True):
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


def add(tx: Tx, entry: Entry, *, is_first: bool = False) -> None:
    """Append an entry to its case's chain, which makes a later change or removal visible.

    With `is_first` the case is new, and has no entry yet.
    """
    previous = "" if is_first else _last(tx, entry.case_id)
    reason_hash = _hash(tx, previous, entry.reason)
    chain = tx.cipher.chain(previous, _plain(entry, reason_hash))
    at = f"journal.sealed:{chain}"
    values = {
        "case_id": entry.case_id,
        "written_at": entry.written_at,
        "who": entry.who,
        "role": int(entry.role),
        "verb": str(entry.verb),
        "start": str(entry.start),
        "to": str(entry.to),
        "unit": entry.unit,
    }
    row_id = tx.execute(
        _ADD,
        {
            **values,
            "sealed": tx.cipher.seal_json({"reason": entry.reason}, at) if entry.reason else None,
            "reason_hash": reason_hash,
            "chain": chain,
        },
    ).scalar_one()
    tx.journalled.append((row_id, *values.values()))


def _last(tx: Tx, case_id: int) -> str:
    return tx.execute(_LAST, {"case_id": case_id}).scalar_one_or_none() or ""


def of_case(tx: Tx, case_id: int) -> tuple[Entry, ...]:
    """Everything that was done to a case, oldest first."""
    return tuple(_entry(tx, row) for row in _rows(tx, case_id))


class ChainedEntry(Struct, frozen=True):
    """An entry with the value that chains it to the one before."""

    entry: Entry
    chain: str


def chained(tx: Tx, case_id: int) -> tuple[ChainedEntry, ...]:
    """The same with the chain's values."""
    return tuple(ChainedEntry(_entry(tx, row), row.chain) for row in _rows(tx, case_id))


def about_no_case(tx: Tx, verbs: Collection[str]) -> Iterator[Entry]:
    """Entries with one of these verbs that belong to no case, oldest first."""
    rows = tx.execute(
        select(journal)
        .where(journal.c.case_id == 0, journal.c.verb.in_(tuple(verbs)))
        .order_by(journal.c.id)
    )
    return (_entry(tx, row) for row in rows)


def newest_at(tx: Tx) -> int | None:
    """When the newest entry was written (unix seconds); None if there is none."""
    newest = select(journal.c.written_at).order_by(journal.c.id.desc()).limit(1)
    found: int | None = tx.execute(newest).scalar_one_or_none()
    return found


def first_break(tx: Tx, case_id: int) -> int | None:
    """The id of the first entry that breaks its chain; None if the chain is whole.

    Reasons may be missing only if the case was purged.
    """
    previous = ""
    rows = _rows(tx, case_id)
    purged = any(row.verb == Verb.PURGE for row in rows)
    for row in rows:
        found = fit(tx, row, previous)
        if found is Fit.BROKEN or (found is Fit.EMPTIED and not purged):
            return int(row.id)
        previous = row.chain
    return None


class Fit(Enum):
    """Whether an entry's keyed hash matches it and the entry before."""

    WHOLE = "whole"
    EMPTIED = "emptied"  # intact, but its reason is erased
    BROKEN = "broken"


def fit(tx: Tx, row: Row[Any], previous: str) -> Fit:
    """Verify one row against the chain value of the row before it in its case."""
    try:
        entry = _entry(tx, row)
    except KeyMissing:
        return Fit.BROKEN
    if row.chain not in tx.cipher.chains(previous, _plain(entry, row.reason_hash), row.id):
        return Fit.BROKEN
    # The first release's chain covers the text itself.
    if row.reason_hash is None or row.reason_hash in _hashes(tx, previous, entry.reason):
        return Fit.WHOLE
    return Fit.EMPTIED if row.sealed is None else Fit.BROKEN


def forget_reasons(tx: Tx, case_id: int) -> None:
    """Erase the text of all reasons of a case; the chain stays valid.

    The first release chained the text itself: such a chain is rebuilt over hashes, unless it
    was broken before.
    """
    rows = _rows(tx, case_id)
    if any(row.reason_hash is None for row in rows) and first_break(tx, case_id) is None:
        previous = ""
        for row in rows:
            entry = _entry(tx, row)
            reason_hash = _hash(tx, previous, entry.reason)
            previous = tx.cipher.chain(previous, _plain(entry, reason_hash))
            tx.execute(
                update(journal)
                .where(journal.c.id == row.id)
                .values(reason_hash=reason_hash, chain=previous, sealed=None)
            )
    tx.execute(update(journal).where(journal.c.case_id == case_id).values(sealed=None))


def _rows(tx: Tx, case_id: int) -> Sequence[Row[Any]]:
    return tx.execute(
        select(journal).where(journal.c.case_id == case_id).order_by(journal.c.id)
    ).all()


def _hash(tx: Tx, previous: str, reason: str) -> str:
    """The keyed hash of a reason; the previous entry goes in, so that equal reasons differ."""
    return tx.cipher.fingerprint("reason", f"{previous}\x00{reason}")


def _hashes(tx: Tx, previous: str, reason: str) -> tuple[str, ...]:
    """The hashes that a reason may have, by all versions of the root secret."""
    return tx.cipher.fingerprints("reason", f"{previous}\x00{reason}")


def _plain(entry: Entry, reason_hash: str | None) -> bytes:
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
            entry.reason if reason_hash is None else reason_hash,
        ]
    )


def _entry(tx: Tx, row: Row[Any]) -> Entry:
    sealed = row.sealed
    reason = ""
    if sealed is not None:
        reason = tx.cipher.open_json(sealed, f"journal.sealed:{row.chain}")["reason"]
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
