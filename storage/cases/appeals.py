"""Appeals: by each reporter and by the affected party, once against each decision."""

from sqlalchemy import select

from storage.engine.database import Tx
from storage.engine.tables import appeals
from storage.engine.upsert import insert_new

AFFECTED = 0
"""The side of the affected party, whose appeals are entered by staff."""


def enter(tx: Tx, decision_id: int, side: int, *, by: str, now: int) -> bool:
    """Store an appeal; False if this side has already appealed against this decision."""
    return insert_new(
        tx,
        appeals,
        {"decision_id": decision_id, "side": side},
        {"entered_by": by, "entered_at": now},
    )


def entered(tx: Tx, decision_id: int, side: int) -> bool:
    """Whether this side has appealed against this decision."""
    found = tx.execute(
        select(appeals.c.id).where(appeals.c.decision_id == decision_id, appeals.c.side == side)
    ).first()
    return found is not None
