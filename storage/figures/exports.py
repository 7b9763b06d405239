"""What overseers are handed: cases and the journal row by row, and nothing of reporters."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Select, func, literal, select, tuple_

from storage.engine.database import Tx
from storage.engine.tables import appeals, cases, decisions, journal, reports, transfers

APPEAL = "appeal"  # the kind of decision that ends one
_LAST_DECISION = (
    select(func.max(decisions.c.id))
    .where(decisions.c.case_id == cases.c.id, decisions.c.kind != APPEAL)
    .correlate(cases)
    .scalar_subquery()
)
_APPEAL_RESULT = (
    select(decisions.c.result)
    .where(decisions.c.case_id == cases.c.id, decisions.c.kind == APPEAL)
    .order_by(decisions.c.id.desc())
    .limit(1)
)
_FIRST_REPORT = (
    select(func.min(reports.c.id))
    .where(reports.c.case_id == cases.c.id)
    .correlate(cases)
    .scalar_subquery()
)
_APPEALS = (
    select(func.count(appeals.c.id))
    .join(decisions, decisions.c.id == appeals.c.decision_id)
    .where(decisions.c.case_id == cases.c.id)
)
_APPEALED_AT = (
    select(func.max(appeals.c.entered_at))
    .join(decisions, decisions.c.id == appeals.c.decision_id)
    .where(decisions.c.case_id == cases.c.id)
)


def _count(table: Any) -> ColumnElement[int]:
    return (
        select(func.count(table.c.id))
        .where(table.c.case_id == cases.c.id)
        .correlate(cases)
        .scalar_subquery()
    )


_CASES = (
    select(
        cases.c.id,
        cases.c.number,
        cases.c.unit,
        cases.c.category,
        cases.c.subcategory,
        cases.c.status,
        cases.c.priority,
        cases.c.host,
        reports.c.channel,
        _count(reports).label("reports"),
        cases.c.opened_at,
        cases.c.accepted_at,
        cases.c.first_action_at,
        cases.c.closed_at,
        cases.c.due_at,
        cases.c.paused_at,
        cases.c.overdue_level,
        cases.c.outcome,
        decisions.c.kind,
        decisions.c.result,
        decisions.c.rule,
        decisions.c.decided_at,
        decisions.c.confirmed_at,
        _count(transfers).label("transfers"),
        _APPEALS.correlate(cases).scalar_subquery().label("appeals"),
        _APPEALED_AT.correlate(cases).scalar_subquery().label("appealed_at"),
        _APPEAL_RESULT.correlate(cases).scalar_subquery().label("appeal_result"),
    )
    .select_from(cases)
    .outerjoin(reports, reports.c.id == _FIRST_REPORT)
    .outerjoin(decisions, decisions.c.id == _LAST_DECISION)
)
_JOURNAL = select(
    journal.c.id,
    journal.c.written_at,
    journal.c.who,
    journal.c.role,
    journal.c.verb,
    cases.c.number,
    journal.c.unit,
    journal.c.start,
    journal.c.to,
).select_from(journal.outerjoin(cases, cases.c.id == journal.c.case_id))


def measure_cases(tx: Tx, since: int, until: int) -> tuple[int, int]:
    """How many cases were opened in a period, and the last one's row."""
    return _measured(tx, cases.c.id, cases.c.opened_at, since, until)


def measure_journal(tx: Tx, since: int, until: int) -> tuple[int, int]:
    """How many entries were written in a period, and the last one's row."""
    return _measured(tx, journal.c.id, journal.c.written_at, since, until)


class Place(Struct, frozen=True):
    """Behind which row to read on: by its moment, and of one moment by its number."""

    at: int
    row: int = 0


def case_page(
    tx: Tx, after: Place, until: int, *, last: int, limit: int
) -> tuple[Sequence[Row[Any]], Place]:
    """Cases in the order in which they were opened, from behind a place on, and the next place.

    Only those opened before `until`, and no row beyond `last`.
    """
    return _page(tx, _CASES, cases.c.opened_at, cases.c.id, after, until, last, limit)


def journal_page(
    tx: Tx, after: Place, until: int, *, last: int, limit: int
) -> tuple[Sequence[Row[Any]], Place]:
    """Entries as they were written, likewise; what was given as a reason stays sealed."""
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
) -> tuple[Sequence[Row[Any]], Place]:
    behind = tuple_(at, row) > tuple_(literal(after.at), literal(after.row))
    # Said twice, for SQLite walks an index from a plain bound alone.
    wanted = wanted.add_columns(at.label("at")).where(behind, at >= after.at, at < until)
    found = tx.execute(wanted.where(row <= last).order_by(at, row).limit(limit)).all()
    return found, Place(found[-1].at, found[-1].id) if found else after
