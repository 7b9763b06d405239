"""The columns of the exports: each with its name, what it means, and the SQL that reads it.

The queries of `exports`, the header and the cells of the files (`usecases/figures/case_export.py`)
and the page `docs/exports.md` are made from these lists: a new column is one line here.
"""

from enum import Enum, auto
from typing import Any

from msgspec import Struct
from sqlalchemy import BigInteger, ColumnElement, and_, bindparam, func, select

from storage.engine.public_tables import figures
from storage.engine.tables import appeals, cases, decisions, journal, reports, transfers

APPEAL = "appeal"  # the kind of decision that ends an appeal


class Shown(Enum):
    """How a value is written into a cell."""

    PLAIN = auto()
    MOMENT = auto()  # unix seconds, as ISO 8601 in the calendar's time zone
    PERIOD = auto()  # a number such as 20261125 or 20261100, as 2026-11-25 or 2026-11
    ROLE = auto()  # a number, as the role's name


class Column(Struct, frozen=True):
    """One column: `value` is selected under the column's name; `meaning` is for the reader."""

    name: str
    meaning: str
    value: ColumnElement[Any]
    shown: Shown = Shown.PLAIN


def _of_case(table: Any) -> ColumnElement[int]:
    """How many rows of a table belong to the case."""
    return (
        select(func.count(table.c.id))
        .where(table.c.case_id == cases.c.id)
        .correlate(cases)
        .scalar_subquery()
    )


def _of_appeals(value: Any) -> ColumnElement[Any]:
    return (
        select(value)
        .select_from(appeals.join(decisions, decisions.c.id == appeals.c.decision_id))
        .where(decisions.c.case_id == cases.c.id)
        .correlate(cases)
        .scalar_subquery()
    )


_APPEAL_RESULT = (
    select(decisions.c.result)
    .where(decisions.c.case_id == cases.c.id, decisions.c.kind == APPEAL)
    .order_by(decisions.c.id.desc())
    .limit(1)
    .correlate(cases)
    .scalar_subquery()
)
_OVERDUE = and_(
    cases.c.due_at.is_not(None),
    cases.c.paused_at.is_(None),
    cases.c.due_at < bindparam("now", type_=BigInteger()),
)

CASES = (
    Column("number", "the case's number", cases.c.number),
    Column("unit", "the unit that has it now", cases.c.unit),
    Column("category", "what kind of content it is about", cases.c.category),
    Column("subcategory", "which of that kind", cases.c.subcategory),
    Column("status", "where it stands", cases.c.status),
    Column("danger", "whether somebody is in danger", cases.c.priority == "danger"),
    Column("host", "the site it is about, without the rest of the link", cases.c.host),
    Column("channel", "how the first report came in", reports.c.channel),
    Column("reports", "how many reports it has", _of_case(reports)),
    Column("opened_at", "when it was opened", cases.c.opened_at, Shown.MOMENT),
    Column("accepted_at", "when a unit accepted it", cases.c.accepted_at, Shown.MOMENT),
    Column("first_action_at", "when staff first acted", cases.c.first_action_at, Shown.MOMENT),
    Column("removed_at", "when all of its content was seen gone", cases.c.removed_at, Shown.MOMENT),
    Column("closed_at", "when it was closed", cases.c.closed_at, Shown.MOMENT),
    Column("due_at", "by when the next step is due", cases.c.due_at, Shown.MOMENT),
    Column("overdue", "whether that is past, and no time stands still", _OVERDUE),
    Column("overdue_level", "how often a deadline was missed", cases.c.overdue_level),
    Column("outcome", "how it ended", cases.c.outcome),
    Column("decision", "the last decision but an appeal's", decisions.c.kind),
    Column("result", "what that decision came to", decisions.c.result),
    Column("rule", "the rule it rests on", decisions.c.rule),
    Column("decided_at", "when it was taken", decisions.c.decided_at, Shown.MOMENT),
    Column("confirmed_at", "when it was confirmed", decisions.c.confirmed_at, Shown.MOMENT),
    Column("transfers", "how often the case went to another unit", _of_case(transfers)),
    Column("appeals", "how many appeals there were", _of_appeals(func.count(appeals.c.id))),
    Column(
        "appealed_at",
        "when the last appeal came in",
        _of_appeals(func.max(appeals.c.entered_at)),
        Shown.MOMENT,
    ),
    Column("appeal_result", "what the last judged appeal came to", _APPEAL_RESULT),
)
FIGURES = (
    Column("unit", "whose figure it is", figures.c.unit),
    Column("period", "the day, or the whole month", figures.c.period, Shown.PERIOD),
    Column("category", "of cases of which kind", figures.c.category),
    Column("kind", "what is counted", figures.c.kind),
    Column("value", "which class of it, such as a span of time; 0 where none", figures.c.bucket),
    Column("count", "how many", figures.c.count),
)
AUDIT = (
    Column("written_at", "when it was done", journal.c.written_at, Shown.MOMENT),
    Column("who", "who did it", journal.c.who),
    Column("role", "as what", journal.c.role, Shown.ROLE),
    Column("verb", "what was done", journal.c.verb),
    Column("case", "the number of the case", cases.c.number),
    Column("unit", "for which unit", journal.c.unit),
    Column("from", "the status before", journal.c.start),
    Column("to", "the status after", journal.c.to),
)


def selected(columns: tuple[Column, ...]) -> list[ColumnElement[Any]]:
    """The columns of a SELECT, each labelled with its name."""
    return [column.value.label(column.name) for column in columns]
