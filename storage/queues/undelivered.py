"""Delivery states of notices to reporters, and notices that they missed."""

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import func, select, update

from domain.notices.notice import kind_of
from domain.notices.reporter_notices import FingerprintsNotice, ReceiptNotice, StatusCardNotice
from domain.report import Reached
from storage.engine.database import Tx
from storage.engine.tables import outbox
from storage.queues.outbox import FREED, NoticeState

CARD = kind_of(StatusCardNotice)  # shows how a report stands: no news by itself
RECEIPTS = frozenset({kind_of(ReceiptNotice), kind_of(FingerprintsNotice)})
_REACHED = {
    NoticeState.WAITING: Reached.ON_ITS_WAY,
    NoticeState.SENT: Reached.DELIVERED,
    NoticeState.UNREACHABLE: Reached.BLOCKED,
    NoticeState.UNCERTAIN: Reached.UNCERTAIN,
    NoticeState.FAILED: Reached.LOST,
    NoticeState.HELD: Reached.UNCERTAIN,
}


def newest(tx: Tx, report_id: int) -> Reached | None:
    """The state of a report's newest notice; None if there was none.

    A receipt that waits counts as none: the answer to the reporter shows it already.
    """
    row = tx.execute(
        select(outbox.c.state, outbox.c.kind)
        .where(outbox.c.report_id == report_id, outbox.c.kind != CARD)
        .order_by(outbox.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None or (row.kind in RECEIPTS and row.state == NoticeState.WAITING):
        return None
    return _REACHED[NoticeState(row.state)]


def reached(tx: Tx, dedupes: Iterable[str]) -> dict[str, Reached]:
    """The states of those of these notices that exist."""
    rows = tx.execute(
        select(outbox.c.dedupe, outbox.c.state).where(outbox.c.dedupe.in_(tuple(dedupes)))
    ).all()
    return {row.dedupe: _REACHED[NoticeState(row.state)] for row in rows}


class UndeliveredNotice(Struct, frozen=True, kw_only=True):
    """A notice about a report that failed, or may not have arrived."""

    id: int
    report_id: int
    kind: str


def of_person(tx: Tx, who: str) -> tuple[UndeliveredNotice, ...]:
    """The notices a person missed and that can still be sent, oldest first."""
    rows = tx.execute(
        select(outbox.c.id, outbox.c.report_id, outbox.c.kind)
        .where(
            outbox.c.recipient == who,
            outbox.c.state.in_((NoticeState.UNREACHABLE, NoticeState.UNCERTAIN)),
            outbox.c.report_id.is_not(None),
            outbox.c.sealed.is_not(None),
        )
        .order_by(outbox.c.id)
    ).all()
    return tuple(
        UndeliveredNotice(id=row.id, report_id=row.report_id, kind=row.kind) for row in rows
    )


def last_of(tx: Tx, report_id: int, *, without: Iterable[str]) -> int | None:
    """The id of a report's newest notice of any other kind than these."""
    newest_row: int | None = tx.execute(
        select(func.max(outbox.c.id)).where(
            outbox.c.report_id == report_id, outbox.c.kind.not_in((CARD, *without))
        )
    ).scalar_one()
    return newest_row


def owe_again(tx: Tx, rows: Iterable[int], now: int) -> None:
    """Queue these notices again, in their old order."""
    tx.owe(now)
    tx.execute(
        update(outbox)
        .where(outbox.c.id.in_(tuple(rows)))
        .values(
            state=int(NoticeState.WAITING),
            due_at=now,
            tries=0,
            unknowns=0,
            settled_at=None,
            fence=FREED,
        )
    )


def let_go(tx: Tx, rows: Iterable[int]) -> None:
    """Erase the params of these notices, since they are out of date."""
    tx.execute(update(outbox).where(outbox.c.id.in_(tuple(rows))).values(sealed=None))
