"""The outbox: a notice to send is a row, written in the transaction of the change behind it."""

import secrets
from enum import IntEnum, StrEnum
from typing import Any

from msgspec import Struct, field
from sqlalchemy import ColumnElement, and_, case, delete, select, update

from domain.notices.notice import Notice, encoded
from storage.engine.database import Tx
from storage.engine.tables import outbox
from storage.engine.upsert import insert_new


class Rank(IntEnum):
    """The priority of a notice; lower values are sent first."""

    REPLY = 0
    NEWS = 1
    CARD = 2
    DIGEST = 3
    BROADCAST = 4


class Way(StrEnum):
    """The channel a notice is sent by."""

    CHAT = "chat"
    MAIL = "mail"


class NoticeState(IntEnum):
    """The state of a notice."""

    WAITING = 0
    SENT = 1
    UNREACHABLE = 2
    UNCERTAIN = 3
    FAILED = 4
    HELD = 5  # from a restored backup: maybe sent before; a person decides


class Owed(Struct, frozen=True, kw_only=True):
    """A notice owed to a person, or to a unit's group; what it is about, and when it leaves.

    A second one of the same `dedupe` is the same notice. Those of one `order_key` leave in
    their order. `due_at` is the earliest moment, unix seconds; 0 means now. `unknowns`: how often
    it may have been shown by other means before; each counts as a try of unknown outcome.
    """

    notice: Notice
    recipient: str | None
    rank: Rank
    order_key: str
    unit: str | None = None
    report_id: int | None = None
    case_id: int | None = None
    dedupe: str = field(default_factory=lambda: secrets.token_hex(16))
    due_at: int = 0
    way: Way = Way.CHAT
    unknowns: int = 0


FREED: ColumnElement[int] = outbox.c.fence + 2 - outbox.c.fence % 2
"""The next fence of a notice that no courier has: an even one."""

REPLACED: ColumnElement[int] = outbox.c.fence + 3 - outbox.c.fence % 4
"""The fence of a notice that was queued again while a courier sends it: two above the courier's."""


def put(tx: Tx, owed: Owed, now: int, *, again: bool = False, last: bool = False) -> None:
    """Queue a notice.

    A second one with the same `dedupe` replaces the first while that waits or is held. Once the
    first is settled, the second is ignored, unless `again` is set. If a courier is sending the
    first, the second leaves when that is done (`outbox_claims.settle`), so that it can edit the
    message of the first; one that is due later is not held up.

    With `last` it is queued again, and takes its turn anew, behind all that waits of its
    `order_key`: a card shows the state of its moment, so no older news may follow it.
    """
    due_at = owed.due_at or now
    tx.owe(due_at)
    values = {
        "way": owed.way,
        "rank": int(owed.rank),
        "kind": owed.notice.kind,
        "recipient": owed.recipient,
        "unit": owed.unit,
        "report_id": owed.report_id,
        "case_id": owed.case_id,
        "sealed": tx.cipher.seal(encoded(owed.notice), sealed_at(owed.dedupe)),
        "due_at": due_at,
        "tries": 0,
        "unknowns": owed.unknowns,
        "state": int(NoticeState.WAITING),
        "order_key": owed.order_key,
        "created_at": now,
        "settled_at": None,
    }
    if insert_new(tx, outbox, {"dedupe": owed.dedupe}, {**values, "fence": 0}):
        return
    if last:
        _put_last(tx, owed.dedupe, values, now)
        return
    statement = update(outbox).where(outbox.c.dedupe == owed.dedupe)
    if not again:
        statement = statement.where(outbox.c.state.in_((NoticeState.WAITING, NoticeState.HELD)))
    if due_at > now:
        tx.execute(statement.values(**values, fence=FREED))
        return
    until = case((_is_sent(now), outbox.c.due_at), else_=due_at)  # the end of the courier's claim
    fence = case((_is_sent(now), REPLACED), else_=FREED)
    tx.execute(statement.values(**{**values, "due_at": until}, fence=fence))


def _is_sent(now: int) -> ColumnElement[bool]:
    """Whether a courier is sending it."""
    return and_(
        outbox.c.state == NoticeState.WAITING, outbox.c.fence % 2 == 1, outbox.c.due_at > now
    )


def _put_last(tx: Tx, dedupe: str, values: dict[str, Any], now: int) -> None:
    """Queue a notice again with a new row, whose id is above those of all that waits."""
    found: Any = tx.execute(
        delete(outbox)
        .where(outbox.c.dedupe == dedupe)
        .returning(_is_sent(now), outbox.c.due_at, REPLACED, FREED)
    ).one_or_none()
    sent, until, replaced, freed = found or (False, 0, 0, 0)  # none: erased meanwhile
    if sent and values["due_at"] <= now:
        row = {**values, "due_at": until, "fence": replaced}  # the end of the courier's claim
    else:
        row = {**values, "fence": freed}
    insert_new(tx, outbox, {"dedupe": dedupe}, row)


def answered(tx: Tx, dedupe: str, now: int) -> None:
    """A waiting notice was shown by other means: settle it as sent, whoever has claimed it."""
    values = {"state": int(NoticeState.SENT), "settled_at": now, "sealed": None, "fence": FREED}
    tx.execute(
        update(outbox)
        .where(outbox.c.dedupe == dedupe, outbox.c.state == NoticeState.WAITING)
        .values(**values)
    )


def withdraw(tx: Tx, dedupe: str) -> bool:
    """Take back a notice that waits and that no courier has; returns whether it was."""
    found = tx.execute(
        delete(outbox)
        .where(
            outbox.c.dedupe == dedupe,
            outbox.c.state == NoticeState.WAITING,
            outbox.c.fence % 2 == 0,
        )
        .returning(outbox.c.id)
    )
    return found.scalar_one_or_none() is not None


def bring_forward(tx: Tx, recipient: str, kind: str, due_at: int, *, unknown: bool) -> None:
    """Send a person's waiting notices of this kind by this moment, if no courier has them.

    What they say was shown by other means, as `Owed.unknowns` has counted, and it may have arrived;
    if it certainly has not (`unknown` is False), that try is not counted any more.
    """
    tx.owe(due_at)
    tried = outbox.c.unknowns
    taken_back = case((tried > 0, tried - 1), else_=tried)
    tx.execute(
        update(outbox)
        .where(
            outbox.c.recipient == recipient,
            outbox.c.state == NoticeState.WAITING,
            outbox.c.kind == kind,
            outbox.c.fence % 2 == 0,
            outbox.c.due_at > due_at,
        )
        .values(due_at=due_at, fence=FREED, unknowns=tried if unknown else taken_back)
    )


def waits_for(tx: Tx, recipient: str, kind: str) -> bool:
    """Whether a notice of this kind waits for a person, or a courier is sending it."""
    found = select(outbox.c.id).where(
        outbox.c.recipient == recipient,
        outbox.c.state == NoticeState.WAITING,
        outbox.c.kind == kind,
    )
    return tx.execute(found.limit(1)).first() is not None


def was_queued(tx: Tx, dedupe: str) -> bool:
    """Whether there is, or was, a notice of this `dedupe`."""
    found = tx.execute(select(outbox.c.id).where(outbox.c.dedupe == dedupe)).scalar_one_or_none()
    return found is not None


def settled_at(tx: Tx, dedupe: str) -> int | None:
    """When the notice of this `dedupe` was settled; None if it was not, or is not known."""
    found: int | None = tx.execute(
        select(outbox.c.settled_at).where(outbox.c.dedupe == dedupe)
    ).scalar_one_or_none()
    return found


def sealed_at(dedupe: str) -> str:
    """Where a notice is sealed: what is sealed there opens nowhere else."""
    return f"outbox.sealed:{dedupe}"
