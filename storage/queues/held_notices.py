"""Notices held after a restore: they may have been sent before, so a person decides."""

from typing import Any

from sqlalchemy import func, select, update

from domain.notices.contact_notices import WipeNotice
from domain.notices.notice import kind_of
from storage.engine.database import Tx
from storage.engine.tables import outbox
from storage.queues.outbox import FREED, NoticeState


def hold(tx: Tx) -> int:
    """Hold every waiting notice until a person decides; returns how many.

    Notices that delete a shown contact are not held: they show nothing, and must not be late.
    """
    return tx.execute(
        update(outbox)
        .where(outbox.c.state == NoticeState.WAITING, outbox.c.kind != kind_of(WipeNotice))
        .values(state=int(NoticeState.HELD), fence=FREED)
    ).rowcount


def held(tx: Tx) -> dict[str, int]:
    """How many notices are held, by kind."""
    rows = tx.execute(
        select(outbox.c.kind, func.count().label("notices"))
        .where(outbox.c.state == NoticeState.HELD)
        .group_by(outbox.c.kind)
        .order_by(outbox.c.kind)
    ).all()
    return {row.kind: row.notices for row in rows}


def release(tx: Tx, now: int, *, limit: int) -> int:
    """Release the oldest held notices to be sent; returns how many."""
    tx.owe(now)
    return _of_held(tx, limit, state=int(NoticeState.WAITING))


def discard(tx: Tx, now: int, *, limit: int) -> int:
    """Discard the oldest held notices; they are marked uncertain."""
    return _of_held(tx, limit, state=int(NoticeState.UNCERTAIN), sealed=None, settled_at=now)


def _of_held(tx: Tx, limit: int, **values: Any) -> int:
    oldest = select(outbox.c.id).where(outbox.c.state == NoticeState.HELD).order_by(outbox.c.id)
    ids = tx.execute(oldest.limit(limit)).scalars().all()
    tx.execute(
        update(outbox)
        .where(outbox.c.id.in_(ids), outbox.c.state == NoticeState.HELD)
        .values(fence=FREED, **values)
    )
    return len(ids)
