"""Appeals: each reporter's, and the affected side's, once against each decision."""

from sqlalchemy import select

from storage.engine.database import Tx
from storage.engine.tables import appeals
from storage.engine.upsert import insert_new

AFFECTED = 0
"""The side of whoever the content belongs to, entered for them by staff."""


def enter(tx: Tx, decision_id: int, side: int, *, by: str, now: int) -> bool:
    """Enter an appeal; False where this side has entered one against this decision already."""
    return insert_new(
        tx,
        appeals,
        {"decision_id": decision_id, "side": side},
        {"entered_by": by, "entered_at": now},
    )


def entered(tx: Tx, decision_id: int, side: int) -> bool:
    """Whether this side has entered an appeal against this decision."""
    found = tx.execute(
        select(appeals.c.id).where(appeals.c.decision_id == decision_id, appeals.c.side == side)
    ).first()
    return found is not None
