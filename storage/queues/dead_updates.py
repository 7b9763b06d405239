"""Updates that failed three times and were put aside: they still have their content."""

from sqlalchemy import delete, func, select

from storage.engine.tables import inbox
from storage.engine.transaction import Tx
from storage.queues.inbox import UpdateState

_DEAD = inbox.c.state == UpdateState.DEAD


def purge(tx: Tx, before: int) -> int:
    """Delete those that came in before this moment (unix seconds); returns how many."""
    return int(tx.execute(delete(inbox).where(_DEAD, inbox.c.received_at < before)).rowcount)


def past(tx: Tx, before: int) -> int:
    """The number of those."""
    found = select(func.count()).select_from(inbox).where(_DEAD, inbox.c.received_at < before)
    return int(tx.execute(found).scalar_one())


def forget(tx: Tx, lane: str, until: int) -> None:
    """Delete those of one lane, such as a person's, that came in until this moment."""
    mine = (inbox.c.lane == lane) & (inbox.c.received_at <= until)
    tx.execute(delete(inbox).where(_DEAD, mine))
