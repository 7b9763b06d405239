"""Notices that still wait: looked at and dropped by what they are about."""

from collections.abc import Collection
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
    select(outbox.c.dedupe)
    .where(
        outbox.c.dedupe.in_(bindparam("b_dedupes", expanding=True)),
        outbox.c.state == NoticeState.WAITING,
        outbox.c.due_at > bindparam("b_now"),
        outbox.c.fence % 2 == 0,
    )
    .order_by(outbox.c.id)  # two transactions lock them in one order
    .with_for_update()
)


def due_later(tx: Tx, dedupes: Collection[str], now: int) -> frozenset[str]:
    """Those of these notices that wait for a later moment.

    No courier takes them before this transaction ends: what is stored for them now is in them when
    they are sent.
    """
    if not dedupes:
        return frozenset()
    found = tx.execute(_DUE_LATER, {"b_dedupes": tuple(dedupes), "b_now": now})
    return frozenset(found.scalars())


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
