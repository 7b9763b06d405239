"""How many cases are open now, by unit and by person, for the board."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, bindparam, case, func, select, true

from domain.figures.board import Load
from domain.status import OPEN, Status
from storage.engine.database import Tx
from storage.engine.tables import cases

_IS_LATE = and_(
    cases.c.waiting == true(), cases.c.paused_at.is_(None), cases.c.due_at < bindparam("now")
)
_OPEN_OF = (
    cases.c.unit.in_(bindparam("units", expanding=True)),
    cases.c.status.in_(tuple(OPEN)),
    cases.c.quarantined_at.is_(None),
)


def _sum_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows meet a condition."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


_BY_UNIT = (
    select(
        cases.c.unit,
        func.count().label("open"),
        _sum_of(_IS_LATE).label("late"),
        _sum_of(cases.c.status == Status.FEEDBACK_PENDING).label("to_confirm"),
        func.min(cases.c.opened_at).label("oldest_at"),
    )
    .where(*_OPEN_OF)
    .group_by(cases.c.unit)
)
_BY_PERSON = (
    select(
        cases.c.assignee,
        func.count().label("open"),
        _sum_of(_IS_LATE).label("late"),
        func.min(cases.c.opened_at).label("oldest_at"),
    )
    .where(*_OPEN_OF)
    .group_by(cases.c.assignee)
)


def by_unit(tx: Tx, units: Sequence[str], now: int) -> dict[str, Load]:
    """The open cases of each of these units that has any; those in quarantine do not count."""
    rows = tx.execute(_BY_UNIT, {"units": list(units), "now": now}).all()
    return {
        row.unit: Load(
            open=row.open,
            late=int(row.late),
            to_confirm=int(row.to_confirm),
            oldest_at=row.oldest_at,
        )
        for row in rows
    }


def by_person(tx: Tx, unit: str, now: int) -> dict[str | None, Load]:
    """The open cases of a unit by who has taken them; None: nobody has."""
    rows = tx.execute(_BY_PERSON, {"units": [unit], "now": now}).all()
    return {
        row.assignee: Load(open=row.open, late=int(row.late), oldest_at=row.oldest_at)
        for row in rows
    }
