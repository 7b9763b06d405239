"""Notices that still wait: looked at and dropped by what they are about."""

from typing import TypeVar

from sqlalchemy import bindparam, select, update

from domain.notices.notice import Notice, decoded, kind_of
from storage.engine.database import Tx
from storage.engine.tables import outbox
from storage.queues.outbox import FREED, NoticeState, sealed_at

N = TypeVar("N", bound=Notice)


def drop(tx: Tx, order_key: str, now: int) -> None:
    """Drop the waiting notices of an order key: their reader is gone."""
    tx.execute(
        update(outbox)
        .where(outbox.c.order_key == order_key, outbox.c.state == NoticeState.WAITING)
        .values(state=int(NoticeState.UNREACHABLE), sealed=None, settled_at=now, fence=FREED)
    )


_DUE_LATER = (
    select(outbox.c.id)
    .where(
        outbox.c.dedupe == bindparam("b_dedupe"),
        outbox.c.state == NoticeState.WAITING,
        outbox.c.due_at > bindparam("b_now"),
        outbox.c.fence % 2 == 0,
    )
    .with_for_update()
)


def is_due_later(tx: Tx, dedupe: str, now: int) -> bool:
    """Whether a notice waits for a later moment. No courier takes it before this transaction ends.

    What is stored for it now is in it when it is sent.
    """
    found = tx.execute(_DUE_LATER, {"b_dedupe": dedupe, "b_now": now})
    return found.scalar_one_or_none() is not None


def count(tx: Tx, order_key: str, *, most: int) -> int:
    """How many notices of an order key wait, counted up to `most`."""
    rows = tx.execute(
        select(outbox.c.id)
        .where(outbox.c.order_key == order_key, outbox.c.state == NoticeState.WAITING)
        .limit(most)
    ).all()
    return len(rows)


def find(tx: Tx, dedupe: str, kind: type[N]) -> N | None:
    """A notice of this type that still waits; None if there is none."""
    sealed = tx.execute(
        select(outbox.c.sealed).where(
            outbox.c.dedupe == dedupe, outbox.c.state == NoticeState.WAITING
        )
    ).scalar_one_or_none()
    if sealed is None:
        return None
    body = tx.cipher.open(sealed, sealed_at(dedupe))
    found = decoded({kind_of(kind): kind}, kind_of(kind), body)
    return found if isinstance(found, kind) else None
