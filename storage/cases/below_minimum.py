"""Open cases at units that are below their category's minimum level."""

from collections.abc import Iterable

from sqlalchemy import and_, or_, select

from domain.case import Case
from domain.status import OPEN
from storage.cases.cases import COLUMNS, read
from storage.engine.database import Tx
from storage.engine.tables import cases

Kind = tuple[str, str, tuple[str, ...]]  # category, subcategory, units that may not have it


def find(tx: Tx, kinds: Iterable[Kind], *, limit: int) -> tuple[Case, ...]:
    """Open cases of these kinds at these units; danger first."""
    each = [
        and_(
            cases.c.category == category,
            cases.c.subcategory == subcategory,
            cases.c.unit.in_(units),
        )
        for category, subcategory, units in kinds
    ]
    if not each:
        return ()
    rows = tx.execute(
        select(*COLUMNS)
        .where(cases.c.status.in_(tuple(OPEN)), or_(*each))
        .order_by(cases.c.urgency, cases.c.id)
        .limit(limit)
    ).all()
    return tuple(read(row) for row in rows)
