"""Invitations that are still open: what somebody handed out and nobody has taken up."""

from sqlalchemy import delete

from storage.db import Tx
from storage.tables import invitations


def void(tx: Tx, by: str) -> int:
    """Nobody takes up any more what this person handed out; how many invitations that were."""
    gone = tx.execute(
        delete(invitations).where(invitations.c.created_by == by, invitations.c.used_at.is_(None))
    )
    return int(gone.rowcount)
