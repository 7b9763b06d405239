"""The outbox: a notice to send is a row, written in the transaction of the change behind it."""

import secrets
from enum import IntEnum, StrEnum
from typing import Any

from msgspec import Struct, field
from sqlalchemy import ColumnElement, Row, bindparam, delete, exists, func, select, update

from domain.notices.kinds import KINDS
from domain.notices.notice import Notice, decoded, encoded
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
    their order. `due_at` is the earliest moment, unix seconds; 0 means now.
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


class Claimed(Struct, frozen=True, kw_only=True):
    """A notice claimed by a courier, and how often it has been tried.

    The `fence` grows with each claim and each change: a courier with an old one has lost its claim.
    It is odd while a courier has the notice, even while the notice waits for one.
    """

    id: int
    owed: Owed
    tries: int
    unknowns: int
    fence: int


FREED: ColumnElement[int] = outbox.c.fence + 2 - outbox.c.fence % 2
"""The next fence of a notice that no courier has claimed."""

_TAKEN = outbox.c.fence + 1 + outbox.c.fence % 2


def put(tx: Tx, owed: Owed, now: int, *, again: bool = False) -> None:
    """Queue a notice.

    A second one with the same `dedupe` replaces the first while that waits or is held. Once the
    first is settled, the second is ignored, unless `again` is set.
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
        "unknowns": 0,
        "state": int(NoticeState.WAITING),
        "order_key": owed.order_key,
        "created_at": now,
        "settled_at": None,
    }
    if insert_new(tx, outbox, {"dedupe": owed.dedupe}, {**values, "fence": 0}):
        return
    statement = update(outbox).where(outbox.c.dedupe == owed.dedupe)
    if not again:
        statement = statement.where(outbox.c.state.in_((NoticeState.WAITING, NoticeState.HELD)))
    tx.execute(statement.values(**values, fence=FREED))


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

    `unknown`: somebody tried to show what they say, and it may have arrived.
    """
    tx.owe(due_at)
    tx.execute(
        update(outbox)
        .where(
            outbox.c.recipient == recipient,
            outbox.c.state == NoticeState.WAITING,
            outbox.c.kind == kind,
            outbox.c.fence % 2 == 0,
            outbox.c.due_at > due_at,
        )
        .values(due_at=due_at, fence=FREED, unknowns=outbox.c.unknowns + int(unknown))
    )


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


_older = outbox.alias("older")
_DUE = (
    select(outbox.c.id)
    .where(
        outbox.c.way == bindparam("way"),
        outbox.c.state == NoticeState.WAITING,
        outbox.c.due_at <= bindparam("now"),
        ~exists().where(
            _older.c.order_key == outbox.c.order_key,
            _older.c.state == NoticeState.WAITING,
            _older.c.id < outbox.c.id,
        ),
    )
    .order_by(outbox.c.rank, outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("b_ids", expanding=True)))
    .values(due_at=bindparam("b_until"), tries=outbox.c.tries + 1, fence=_TAKEN)
    .returning(outbox)
)


def claim_due(
    tx: Tx, now: int, *, limit: int, lease: int, way: Way = Way.CHAT
) -> tuple[Claimed, ...]:
    """Claim due notices by rank, so that other couriers skip them until the lease ends.

    A notice waits while an older one of its order is not settled.
    """
    # Not as a subquery of the UPDATE: PostgreSQL may run that again for each row, whose lock is
    # then skipped, and so take more than the limit.
    ids = tx.execute(_DUE, {"way": way, "now": now, "most": limit}).scalars().all()
    if not ids:
        return ()
    rows = tx.execute(_CLAIM, {"b_ids": ids, "b_until": now + lease}).all()
    return tuple(
        _claimed(tx, row)
        for row in sorted(rows, key=lambda row: (row.rank, row.created_at, row.id))
    )


_HELD_AS = update(outbox).where(
    outbox.c.id == bindparam("b_id"), outbox.c.fence == bindparam("b_fence")
)


def settle(tx: Tx, claimed: Claimed, state: NoticeState, now: int, *, keep: bool = False) -> None:
    """Settle a notice and erase its fields, unless they are kept to be sent again.

    A notice that was queued again meanwhile stays queued.
    """
    emptied = {} if keep else {"sealed": None}
    held_as = {"b_id": claimed.id, "b_fence": claimed.fence}
    tx.execute(_HELD_AS, {**held_as, "state": int(state), "settled_at": now, **emptied})


def put_off(tx: Tx, claimed: Claimed, due_at: int, *, counts: bool, unknown: bool) -> None:
    """Schedule a retry; `counts` if this was an attempt, `unknown` if it may have arrived."""
    tx.owe(due_at)
    values: dict[str, Any] = {"due_at": due_at, "fence": FREED}
    if not counts:
        values["tries"] = outbox.c.tries - 1
    if unknown:
        values["unknowns"] = outbox.c.unknowns + 1
    tx.execute(
        update(outbox)
        .where(outbox.c.id == claimed.id, outbox.c.fence == claimed.fence)
        .values(**values)
    )


def amend(tx: Tx, claimed: Claimed, notice: Notice, until: int) -> None:
    """Store a claimed notice with other fields, as part of it was sent; and extend the claim."""
    tx.execute(
        update(outbox)
        .where(outbox.c.id == claimed.id, outbox.c.fence == claimed.fence)
        .values(
            sealed=tx.cipher.seal(encoded(notice), sealed_at(claimed.owed.dedupe)), due_at=until
        )
    )


def reclaim(tx: Tx, now: int, *, way: Way | None = None) -> int:
    """Free the claims of couriers that are gone: due again at once. Returns how many.

    With a `way` only those.
    """
    statement = update(outbox).where(outbox.c.state == NoticeState.WAITING, outbox.c.fence % 2 == 1)
    if way is not None:
        statement = statement.where(outbox.c.way == way)
    return int(tx.execute(statement.values(due_at=now, fence=FREED)).rowcount)


def next_due(tx: Tx, way: Way = Way.CHAT) -> int | None:
    """When the next notice is due (unix seconds); None if nothing waits."""
    due: int | None = tx.execute(
        select(func.min(outbox.c.due_at)).where(
            outbox.c.way == way, outbox.c.state == NoticeState.WAITING
        )
    ).scalar_one()
    return due


def _claimed(tx: Tx, row: Row[Any]) -> Claimed:
    body = None if row.sealed is None else tx.cipher.open(row.sealed, sealed_at(row.dedupe))
    return Claimed(
        id=row.id,
        owed=Owed(
            notice=decoded(KINDS, row.kind, body),
            recipient=row.recipient,
            rank=Rank(row.rank),
            unit=row.unit,
            report_id=row.report_id,
            case_id=row.case_id,
            dedupe=row.dedupe,
            due_at=row.due_at,
            order_key=row.order_key,
            way=Way(row.way),
        ),
        tries=row.tries,
        unknowns=row.unknowns,
        fence=row.fence,
    )


def sealed_at(dedupe: str) -> str:
    """Where a notice is sealed: what is sealed there opens nowhere else."""
    return f"outbox.sealed:{dedupe}"
