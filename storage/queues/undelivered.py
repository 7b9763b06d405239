"""What became of news to reporters: how far each has come, and what was missed."""

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import func, select, update

from domain.report import Reached
from storage.engine.database import Tx
from storage.engine.tables import outbox
from storage.queues.outbox import FREED, NoticeState

CARD = "card"  # shows how a report stands, edited in place: no news by itself
_REACHED = {
    NoticeState.WAITING: Reached.ON_ITS_WAY,
    NoticeState.SENT: Reached.DELIVERED,
    NoticeState.UNREACHABLE: Reached.BLOCKED,
    NoticeState.UNCERTAIN: Reached.UNCERTAIN,
    NoticeState.FAILED: Reached.LOST,
    NoticeState.HELD: Reached.UNCERTAIN,
}


def newest(tx: Tx, report_id: int) -> Reached | None:
    """How far the newest news of a report has come; None where there was none."""
    state = tx.execute(
        select(outbox.c.state)
        .where(outbox.c.report_id == report_id, outbox.c.kind != CARD)
        .order_by(outbox.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if state is None else _REACHED[NoticeState(state)]


def reached(tx: Tx, dedupes: Iterable[str]) -> dict[str, Reached]:
    """How far each of these notices has come, as far as there are any."""
    rows = tx.execute(
        select(outbox.c.dedupe, outbox.c.state).where(outbox.c.dedupe.in_(tuple(dedupes)))
    ).all()
    return {row.dedupe: _REACHED[NoticeState(row.state)] for row in rows}


class UndeliveredNotice(Struct, frozen=True, kw_only=True):
    """A notice about a report that did not arrive, or may not have."""

    id: int
    report_id: int
    kind: str


def of_person(tx: Tx, who: str) -> tuple[UndeliveredNotice, ...]:
    """What somebody missed and can still be told, the oldest first."""
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
    """The row of the newest notice of a report that is none of these kinds."""
    newest_row: int | None = tx.execute(
        select(func.max(outbox.c.id)).where(
            outbox.c.report_id == report_id, outbox.c.kind.not_in((CARD, *without))
        )
    ).scalar_one()
    return newest_row


def owe_again(tx: Tx, rows: Iterable[int], now: int) -> None:
    """Tell these once more, in their old order."""
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
    """These are old news by now: what they said is emptied."""
    tx.execute(update(outbox).where(outbox.c.id.in_(tuple(rows))).values(sealed=None))
