"""How many cases wait for the staff of some units: the numbers of their first screen."""

from sqlalchemy import ColumnElement, and_, or_, select, true

from domain.case import GRAVE
from domain.status import Status
from storage.cases.cases import OWED
from storage.engine.database import Tx
from storage.engine.tables import cases

MOST = 100  # no number is counted further, so that a first screen costs the same with many cases


def read(
    tx: Tx, *, units: tuple[str, ...], led: tuple[str, ...], who: str, now: int
) -> dict[str, int]:
    """The numbers of new, late, to be confirmed and own cases, for a person (`who`) at a moment.

    Each is at most `MOST`; cases in quarantine do not count. `now` is in unix seconds.

    `units` are those whose cases they may move, `led` those whose decisions they may confirm.
    Decisions that they took themselves and that need a second person do not count.
    """
    there = cases.c.unit.in_(units)
    own_decision = and_(cases.c.decided_by == who, cases.c.outcome.in_(tuple(GRAVE)))
    return {
        "new": _count(tx, there, cases.c.status == Status.SUBMITTED),
        "late": _count(
            tx, there, cases.c.waiting == true(), cases.c.due_at < now, cases.c.paused_at.is_(None)
        ),
        "to_confirm": _count(
            tx,
            cases.c.unit.in_(led),
            cases.c.status == Status.FEEDBACK_PENDING,
            or_(cases.c.decided_by.is_(None), ~own_decision),
        ),
        "mine": _count(
            tx, cases.c.assignee == who, cases.c.status.in_(tuple(OWED)), cases.c.unit.in_(units)
        ),
    }


def _count(tx: Tx, *where: ColumnElement[bool]) -> int:
    some = select(cases.c.id).where(*where, cases.c.quarantined_at.is_(None)).limit(MOST)
    return len(tx.execute(some).all())
