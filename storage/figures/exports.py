"""Rows of the exports: cases and journal entries, without data of reporters."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_

from storage.engine.database import Tx
from storage.engine.tables import cases, decisions, journal, reports
from storage.figures.export_columns import APPEAL, AUDIT, CASES, selected

_LAST_DECISION = (
    select(func.max(decisions.c.id))
    .where(decisions.c.case_id == cases.c.id, decisions.c.kind != APPEAL)
    .correlate(cases)
    .scalar_subquery()
)
_FIRST_REPORT = (
    select(func.min(reports.c.id))
    .where(reports.c.case_id == cases.c.id)
    .correlate(cases)
    .scalar_subquery()
)
_CASES = (
    select(*selected(CASES))
    .select_from(cases)
    .outerjoin(reports, reports.c.id == _FIRST_REPORT)
    .outerjoin(decisions, decisions.c.id == _LAST_DECISION)
)
_JOURNAL = select(*selected(AUDIT)).select_from(
    journal.outerjoin(cases, cases.c.id == journal.c.case_id)
)


def measure_cases(tx: Tx, since: int, until: int) -> tuple[int, int]:
    """How many cases were opened in a period, and the row id of the last one."""
    return _measured(tx, cases.c.id, cases.c.opened_at, since, until)


def measure_journal(tx: Tx, since: int, until: int) -> tuple[int, int]:
    """How many entries were written in a period, and the row id of the last one."""
    return _measured(tx, journal.c.id, journal.c.written_at, since, until)


Rows = Sequence[tuple[Any, ...]]


class Place(Struct, frozen=True):
    """The cursor: time and row id of the last row read."""

    at: int
    row: int = 0


def case_page(
    tx: Tx, after: Place, until: int, *, last: int, limit: int, now: int
) -> tuple[Rows, Place]:
    """The next rows of `CASES` after a cursor, by opening time; and the next cursor.

    Only cases opened before `until` and with an id up to `last`; `now` decides what is overdue.
    """
    wanted = _CASES.params(now=now)
    return _page(tx, wanted, cases.c.opened_at, cases.c.id, after, until, last, limit)


def journal_page(tx: Tx, after: Place, until: int, *, last: int, limit: int) -> tuple[Rows, Place]:
    """The next rows of `AUDIT`, likewise, in the order written; reasons stay encrypted."""
    return _page(tx, _JOURNAL, journal.c.written_at, journal.c.id, after, until, last, limit)


def _measured(
    tx: Tx, row: ColumnElement[int], at: ColumnElement[int], since: int, until: int
) -> tuple[int, int]:
    found = tx.execute(
        select(func.count(row).label("rows"), func.coalesce(func.max(row), 0).label("last")).where(
            at >= since, at < until
        )
    ).one()
    return int(found.rows), int(found.last)


def _page(
    tx: Tx,
    wanted: Select[Any],
    at: ColumnElement[int],
    row: ColumnElement[int],
    after: Place,
    until: int,
    last: int,
    limit: int,
) -> tuple[Rows, Place]:
    behind = tuple_(at, row) > tuple_(literal(after.at), literal(after.row))
    # The lower bound is repeated alone: SQLite uses an index for a plain bound, not for a tuple's.
    wanted = wanted.add_columns(at.label("at"), row.label("row"))
    wanted = wanted.where(behind, at >= after.at, at < until, row <= last)
    found = tx.execute(wanted.order_by(at, row).limit(limit)).all()
    rows = [tuple(each)[:-2] for each in found]
    return rows, Place(found[-1].at, found[-1].row) if found else after
