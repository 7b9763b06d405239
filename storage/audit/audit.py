"""Verify the whole journal, page by page: find entries changed, removed, added or cut off."""

from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Row, exists, func, select, tuple_

from domain.network.people import Verb
from storage.audit import journal as entries
from storage.audit import journal_order as order
from storage.audit.journal import Fit
from storage.audit.journal_order import Head
from storage.engine.database import Tx
from storage.engine.tables import cases, journal, journal_head, journal_order

PAGE = 1000
_PLACE = (journal_order.c.place, journal_order.c.entry, journal_order.c.link)
_OWN = len(_PLACE)  # the columns after these are the entry
_LAST = select(journal_order.c.link).order_by(journal_order.c.place.desc()).limit(1)
_HEAD = journal_head.c.name == order.NAME
_ENDS = select(
    select(func.max(journal_order.c.place)).scalar_subquery().label("place"),
    _LAST.scalar_subquery().label("link"),
    select(journal_head.c.entries).where(_HEAD).scalar_subquery().label("entries"),
    select(journal_head.c.link).where(_HEAD).scalar_subquery().label("head"),
)


class Flaw(StrEnum):
    """What is wrong with an entry, or with the end of the journal."""

    CHANGED = "changed"  # the entry, or its place, is not what was written
    MISSING = "missing"  # removed
    ADDED = "added"  # it has no place
    CUT = "cut"  # the end of the journal is missing
    OTHER = "other"  # the journal does not match a head from before


class AuditFinding(Struct, frozen=True, kw_only=True):
    """Where a fault is: its place in the order, the entry's id, its case; None if not known.

    Of a tail that was cut off, `place` is the first that is missing and `until` the last.
    """

    flaw: Flaw
    place: int | None = None
    entry: int | None = None
    case_id: int | None = None
    until: int | None = None


class AuditScan(Struct, frozen=True):
    """How far the order has been verified; `link` is the link of the last place."""

    place: int = 0
    link: str = ""
    found: AuditFinding | None = None
    done: bool = False


def walk(tx: Tx, at: AuditScan, until: int) -> AuditScan:
    """Verify the next page of places, up to `until`; stops at the first fault."""
    rows = tx.execute(
        select(*_PLACE, *order.ENTRY)
        .select_from(journal_order.outerjoin(journal, journal.c.id == journal_order.c.entry))
        .where(journal_order.c.place > at.place, journal_order.c.place <= until)
        .order_by(journal_order.c.place)
        .limit(PAGE)
    ).all()
    for row in rows:
        if found := _misfit(tx, at, row):
            return replace(at, found=found, done=True)
        at = AuditScan(row.place, row.link)
    return replace(at, done=len(rows) < PAGE)


def _misfit(tx: Tx, at: AuditScan, row: Row[Any]) -> AuditFinding | None:
    if row.place != at.place + 1:
        return AuditFinding(flaw=Flaw.MISSING, place=at.place + 1, until=row.place - 1)
    if row.id is None:
        return AuditFinding(flaw=Flaw.MISSING, place=row.place, entry=row.entry)
    if row.link not in order.possible(tx, at.link, row.place, row[_OWN:]):
        return AuditFinding(
            flaw=Flaw.CHANGED, place=row.place, entry=row.entry, case_id=row.case_id
        )
    return None


class CaseAuditScan(Struct, frozen=True):
    """How far the chains of the cases have been verified.

    `emptied` is the first entry of the current case whose reason is erased.
    """

    case_id: int = -1
    entry: int = 0
    chain: str = ""
    emptied: int | None = None
    seen: int = 0
    found: AuditFinding | None = None
    done: bool = False


def walk_cases(tx: Tx, at: CaseAuditScan) -> CaseAuditScan:
    """Verify the next page of entries, case by case; stops at the first fault."""
    rows = tx.execute(
        select(journal)
        .where(tuple_(journal.c.case_id, journal.c.id) > (at.case_id, at.entry))
        .order_by(journal.c.case_id, journal.c.id)
        .limit(PAGE)
    ).all()
    for row in rows:
        if row.case_id != at.case_id:
            if at.emptied is not None:
                break
            at = CaseAuditScan(row.case_id, seen=at.seen)
        at = _behind(tx, at, row)
        if at.found is not None:
            return at
    done = len(rows) < PAGE
    if at.emptied is not None and (done or rows[-1].case_id != at.case_id):
        found = AuditFinding(flaw=Flaw.CHANGED, entry=at.emptied, case_id=at.case_id)
        return replace(at, found=found, done=True)
    return replace(at, done=done)


def _behind(tx: Tx, at: CaseAuditScan, row: Row[Any]) -> CaseAuditScan:
    fit = entries.fit(tx, row, at.chain)
    if fit is Fit.BROKEN:
        found = AuditFinding(flaw=Flaw.CHANGED, entry=row.id, case_id=row.case_id)
        return replace(at, found=found, done=True)
    emptied = at.emptied
    if fit is Fit.EMPTIED and emptied is None:
        emptied = row.id
    if row.verb == Verb.PURGE:  # reasons before a purge are erased on purpose
        emptied = None
    return replace(at, entry=row.id, chain=row.chain, emptied=emptied, seen=at.seen + 1)


def ends(tx: Tx, told: Head | None = None) -> tuple[Head, tuple[AuditFinding, ...]]:
    """The head of the order, and a fault if it does not match `told`, a head sent out before."""
    row = tx.execute(_ENDS).one()  # one statement, since entries are written concurrently
    end = Head(row.place or 0, row.link or "")
    found = []
    longest = max(row.entries or 0, told.count if told else 0)
    if end.count < longest:
        found.append(AuditFinding(flaw=Flaw.CUT, place=end.count + 1, until=longest))
    elif end != Head(row.entries or 0, row.head or ""):
        found.append(AuditFinding(flaw=Flaw.CHANGED, place=end.count))
    if told and told.count <= end.count:
        link = order.link_at(tx, told.count) or ""
        if not link.startswith(told.link):
            found.append(AuditFinding(flaw=Flaw.OTHER, place=told.count))
    return end, tuple(found)


def added(tx: Tx) -> AuditFinding | None:
    """The first entry without a place in the order."""
    placed = exists().where(journal_order.c.entry == journal.c.id)
    row = tx.execute(
        select(journal.c.id, journal.c.case_id).where(~placed).order_by(journal.c.id).limit(1)
    ).one_or_none()
    return AuditFinding(flaw=Flaw.ADDED, entry=row.id, case_id=row.case_id) if row else None


def number_of(tx: Tx, case_id: int) -> str | None:
    """The number of an entry's case."""
    found: str | None = tx.execute(
        select(cases.c.number).where(cases.c.id == case_id)
    ).scalar_one_or_none()
    return found
