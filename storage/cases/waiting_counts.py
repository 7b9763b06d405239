"""How many cases wait for the staff of some units."""

from sqlalchemy import ColumnElement, select, true

from domain.status import OWED, Status
from storage.cases import next_cases
from storage.engine.database import Tx
from storage.engine.tables import cases

MOST = 100  # no number is counted further, so that a first screen costs the same with many cases


def read(
    tx: Tx,
    *,
    units: tuple[str, ...],
    led: tuple[str, ...],
    own: tuple[str, ...],
    who: str,
    now: int,
) -> dict[str, int]:
    """The numbers of new, late, to be confirmed, appealed and own cases, for a person (`who`).

    Each is at most `MOST`; cases in quarantine do not count. `now` is in unix seconds.

    `units` are those whose cases they may move, `led` those whose decisions they may confirm, `own`
    those of these that they lead themselves: appeals that nobody there may judge are tasks. What
    waits for somebody else than who decided does not count for that person.
    """
    there = cases.c.unit.in_(units)
    confirmed, appealed = Status.FEEDBACK_PENDING, Status.APPEALED
    return {
        "new": _count(tx, there, cases.c.status == Status.SUBMITTED),
        "late": _count(
            tx, there, cases.c.waiting == true(), cases.c.due_at < now, cases.c.paused_at.is_(None)
        ),
        "to_confirm": next_cases.count_to_judge(tx, who, led, confirmed, most=MOST),
        "appeals": next_cases.count_to_judge(tx, who, own, appealed, most=MOST),
        "mine": _count(
            tx, cases.c.assignee == who, cases.c.status.in_(tuple(OWED)), cases.c.unit.in_(units)
        ),
    }


def _count(tx: Tx, *where: ColumnElement[bool]) -> int:
    some = select(cases.c.id).where(*where, cases.c.quarantined_at.is_(None)).limit(MOST)
    return len(tx.execute(some).all())
