"""When a person saw that content was gone: noted at each of its addresses, and at its case."""

from collections.abc import Collection

from sqlalchemy import CursorResult, bindparam, exists, func, select, update

from domain.case import Case
from storage.cases import cases
from storage.engine.database import Tx
from storage.engine.tables import cases as case_rows
from storage.engine.tables import reports, targets

_STILL_THERE = select(
    exists().where(
        targets.c.case_id == bindparam("case"),
        targets.c.same_as.is_not(None),
        targets.c.removed_at.is_(None),
    )
)

_same = targets.alias("same")
_SEEN_GONE = (
    select(func.min(_same.c.removed_at))
    .where(
        _same.c.case_id == targets.c.case_id,
        _same.c.same_as == targets.c.same_as,
        _same.c.removed_at
        >= select(reports.c.submitted_at)
        .where(reports.c.id == targets.c.report_id)
        .correlate(targets)
        .scalar_subquery(),
    )
    .correlate(targets)
    .scalar_subquery()
)
_GONE_AS_WELL = (
    update(targets)
    .where(
        targets.c.case_id == bindparam("case"),
        targets.c.removed_at.is_(None),
        _SEEN_GONE.is_not(None),
    )
    .values(removed_at=_SEEN_GONE)
)


def mark(tx: Tx, case: Case, addresses: Collection[str], at: int) -> Case | None:
    """Note that these addresses of a case (normal forms) were seen gone at this time.

    An address that is marked keeps its time. Once no address of the case is left, the case is
    marked, too. Returns the case as it is then if this call has marked it, else None. The version
    of the case stays, since nobody's view of its state is outdated by it.
    """
    _set(tx, case, addresses, at)
    if not all_gone(tx, case.id):
        return None
    row = case_rows.c.id == case.id
    marked: CursorResult[tuple[()]] = tx.execute(
        update(case_rows).where(row, case_rows.c.removed_at.is_(None)).values(removed_at=at)
    )
    return cases.get(tx, case.id) if marked.rowcount else None


def mark_all(tx: Tx, case: Case, at: int) -> Case:
    """Note that all content of a case was seen gone at this time; returns the case as it is then.

    What is marked keeps its time.
    """
    for table, row in ((targets, targets.c.case_id), (case_rows, case_rows.c.id)):
        tx.execute(
            update(table).where(row == case.id, table.c.removed_at.is_(None)).values(removed_at=at)
        )
    return cases.get(tx, case.id)


def unmark_all(tx: Tx, case: Case, at: int) -> Case:
    """Undo `mark_all` of this time; what was marked at another time stays marked.

    Returns the case as it is then.
    """
    for table, row in ((targets, targets.c.case_id), (case_rows, case_rows.c.id)):
        tx.execute(
            update(table).where(row == case.id, table.c.removed_at == at).values(removed_at=None)
        )
    return cases.get(tx, case.id)


def all_gone(tx: Tx, case_id: int) -> bool:
    """Whether every address of a case is marked; also true of a case without an address."""
    return not tx.execute(_STILL_THERE, {"case": case_id}).scalar_one()


def mark_alike(tx: Tx, case_id: int) -> bool:
    """After targets were added to a case: which of them are gone as well, and whether all are.

    An address that was seen gone in this case is gone in each report of it that came before.
    """
    tx.execute(_GONE_AS_WELL, {"case": case_id})
    return all_gone(tx, case_id)


def recheck(tx: Tx, case: Case) -> Case:
    """The case after targets were added to it: no longer gone if one of them is not."""
    if case.removed_at is None or mark_alike(tx, case.id):
        return case
    tx.execute(update(case_rows).where(case_rows.c.id == case.id).values(removed_at=None))
    return cases.get(tx, case.id)


def unmark(tx: Tx, case: Case, addresses: Collection[str]) -> Case | None:
    """Note that these addresses of a case (normal forms) are there again.

    Returns the case as it is then if it had counted as gone, else None.
    """
    _set(tx, case, addresses, None)
    row = case_rows.c.id == case.id
    back: CursorResult[tuple[()]] = tx.execute(
        update(case_rows).where(row, case_rows.c.removed_at.is_not(None)).values(removed_at=None)
    )
    return cases.get(tx, case.id) if back.rowcount else None


def _set(tx: Tx, case: Case, addresses: Collection[str], at: int | None) -> None:
    prints = {one for each in addresses if each for one in tx.cipher.fingerprints("target", each)}
    if not prints:
        return
    other = targets.c.removed_at.is_(None) if at is not None else targets.c.removed_at.is_not(None)
    tx.execute(
        update(targets)
        .where(targets.c.case_id == case.id, targets.c.same_as.in_(prints), other)
        .values(removed_at=at)
    )
