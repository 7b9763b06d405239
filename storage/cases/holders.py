"""Who has taken cases, and which of these they may no longer work on."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from sqlalchemy import and_, bindparam, func, or_, select

from domain.case import Case
from domain.reviewers import WAITS
from domain.status import OPEN
from storage.cases import cases
from storage.engine.database import Tx
from storage.engine.tables import cases as case_rows
from storage.engine.tables import grants
from storage.network.people import admin_whos

_NEXT = select(func.min(case_rows.c.assignee)).where(case_rows.c.assignee > bindparam("after"))
_GRANTS = select(grants.c.who, grants.c.unit, grants.c.role, grants.c.deputy_until).order_by(
    grants.c.who, grants.c.unit
)


def of_all_cases(tx: Tx) -> Iterator[str]:
    """Everybody who has taken a case that is not archived: a look into the index for each."""
    who: str | None = ""
    while who := tx.execute(_NEXT, {"after": who}).scalar_one():
        yield who


def taken(
    tx: Tx, who: str, *, but: Iterable[str], reviews: Iterable[str], limit: int
) -> tuple[Case, ...]:
    """Open cases that somebody has taken, except those of the units `but`.

    Of these too, though, a decision of somebody else that waits for a review, unless its unit is
    among those where they review.
    """
    waits = and_(
        case_rows.c.status.in_(sorted(WAITS)),
        case_rows.c.unit.not_in(tuple(reviews)),
        case_rows.c.decided_by.is_distinct_from(who),
    )
    return cases.listed(
        tx,
        case_rows.c.assignee == who,
        case_rows.c.status.in_(sorted(OPEN)),
        or_(case_rows.c.unit.not_in(tuple(but)), waits),
        by=case_rows.c.id,
        limit=limit,
    )


def authority(tx: Tx, now: int, *more: object) -> int:
    """A number that changes when anybody gains or loses a role; `more`: what else roles need."""
    rows = [
        (row.who, row.unit, int(row.role), (row.deputy_until or 0) > now)
        for row in tx.execute(_GRANTS).all()
    ]
    state = repr((rows, sorted(admin_whos(tx)), more))
    return int.from_bytes(blake2b(state.encode(), digest_size=6).digest(), "big")
