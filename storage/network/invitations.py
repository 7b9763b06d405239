"""Open invitations: those that a person made and nobody has used, or that wait for a second yes."""

from sqlalchemy import delete

from storage.engine.database import Tx
from storage.engine.tables import invitations
from storage.network import custodians


def void(tx: Tx, by: str) -> int:
    """Void the open invitations made by this person, also of custodians; returns how many."""
    custodians.drop_named_by(tx, by)
    gone = tx.execute(
        delete(invitations).where(invitations.c.created_by == by, invitations.c.used_at.is_(None))
    )
    return int(gone.rowcount)
