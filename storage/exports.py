"""What overseers are handed: cases and the journal row by row, and nothing of reporters."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from storage.db import Tx
from storage.tables import appeals, cases, decisions, journal, reports, transfers

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


def case_page(
    tx: Tx, since: int, until: int, *, after: int, last: int, limit: int
) -> Sequence[Row[Any]]:
    """Cases opened in a period, from behind one row on to another, in the order of their rows."""
    wanted = _CASES.where(cases.c.opened_at >= since, cases.c.opened_at < until)
    return _page(tx, wanted, cases.c.id, after, last, limit)


def journal_page(
    tx: Tx, since: int, until: int, *, after: int, last: int, limit: int
) -> Sequence[Row[Any]]:
    """Entries written in a period, likewise; what was given as a reason stays sealed."""
    wanted = _JOURNAL.where(journal.c.written_at >= since, journal.c.written_at < until)
    return _page(tx, wanted, journal.c.id, after, last, limit)


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
    tx: Tx, wanted: Select[Any], row: ColumnElement[int], after: int, last: int, limit: int
) -> Sequence[Row[Any]]:
    return tx.execute(wanted.where(row > after, row <= last).order_by(row).limit(limit)).all()
