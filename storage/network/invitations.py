"""Open invitations: those that a person made and nobody has used."""

from sqlalchemy import delete

from storage.engine.database import Tx
from storage.engine.tables import invitations


def void(tx: Tx, by: str) -> int:
    """Void the open invitations made by this person; returns how many."""
    gone = tx.execute(
        delete(invitations).where(invitations.c.created_by == by, invitations.c.used_at.is_(None))
    )
    return int(gone.rowcount)
