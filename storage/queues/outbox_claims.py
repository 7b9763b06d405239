"""What couriers do with the outbox: claim notices that are due, settle them or put them off."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Row, and_, bindparam, exists, func, or_, select, update

from domain.notices.kinds import KINDS
from domain.notices.notice import Notice, decoded, encoded
from storage.engine.database import Tx
from storage.engine.tables import outbox
from storage.queues.outbox import FREED, NoticeState, Owed, Rank, Way, sealed_at

REPLACED_BY = 2  # how far `outbox.REPLACED` is above the fence of the courier that sends it


class Claimed(Struct, frozen=True, kw_only=True):
    """A notice claimed by a courier, and how often it has been tried.

    The `fence` grows with each claim and each change: a courier with an old one has lost its claim.
    It is even while the notice waits for a courier, one above a multiple of four while a courier
    sends it, and two above that if it was queued again meanwhile.
    """

    id: int
    owed: Owed
    tries: int
    unknowns: int
    fence: int


_TAKEN = outbox.c.fence + 4 - (outbox.c.fence + 3) % 4  # the next one above a multiple of four


_older = outbox.alias("older")
# Queued again behind this one while a courier sends it as it was: that may arrive any moment.
_is_sent = and_(
    _older.c.id != outbox.c.id, _older.c.fence % 2 == 1, _older.c.due_at > bindparam("now")
)
_DUE = (
    select(outbox.c.id)
    .where(
        outbox.c.way == bindparam("way"),
        outbox.c.state == NoticeState.WAITING,
        outbox.c.due_at <= bindparam("now"),
        ~exists().where(
            _older.c.order_key == outbox.c.order_key,
            _older.c.state == NoticeState.WAITING,
            or_(_older.c.id < outbox.c.id, _is_sent),
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

    A notice waits while an older one of its order is not settled, or another is being sent.
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


# By its name: a notice that was queued again has another id.
_HELD_AS = update(outbox).where(
    outbox.c.dedupe == bindparam("b_dedupe"), outbox.c.fence == bindparam("b_fence")
)


def settle(tx: Tx, claimed: Claimed, state: NoticeState, now: int, *, keep: bool = False) -> None:
    """Settle a notice and erase its fields, unless they are kept to be sent again.

    A notice that was queued again meanwhile is due now.
    """
    values: dict[str, Any] = {"state": int(state), "settled_at": now, "unknowns": claimed.unknowns}
    if not keep:
        values["sealed"] = None
    held_as = {"b_dedupe": claimed.owed.dedupe, "b_fence": claimed.fence}
    settled = tx.execute(_HELD_AS, {**held_as, **values})
    if not settled.rowcount:
        _release(tx, claimed, now)


def _release(tx: Tx, claimed: Claimed, due_at: int, *, unknown: bool = False) -> None:
    """Release a notice that was queued again while this courier sent it; else change nothing."""
    released = tx.execute(
        update(outbox)
        .where(
            outbox.c.dedupe == claimed.owed.dedupe, outbox.c.fence == claimed.fence + REPLACED_BY
        )
        .values(due_at=due_at, fence=FREED, unknowns=outbox.c.unknowns + int(unknown))
    )
    if released.rowcount:
        tx.owe(due_at)


def put_off(tx: Tx, claimed: Claimed, due_at: int, *, counts: bool, unknown: bool) -> None:
    """Schedule a retry; `counts` if this was an attempt, `unknown` if it may have arrived.

    A try that `count_try` has counted is not counted twice, and no longer if it did not arrive.
    """
    tx.owe(due_at)
    unknowns = claimed.unknowns + int(unknown)
    values: dict[str, Any] = {"due_at": due_at, "fence": FREED, "unknowns": unknowns}
    if not counts:
        values["tries"] = outbox.c.tries - 1
    held = tx.execute(
        update(outbox)
        .where(outbox.c.dedupe == claimed.owed.dedupe, outbox.c.fence == claimed.fence)
        .values(**values)
    )
    if not held.rowcount:
        _release(tx, claimed, due_at, unknown=unknown)


def count_try(tx: Tx, claimed: Claimed) -> bool:
    """Count a try right before its call, as one that may have arrived until its outcome is stored.

    So it stays counted if the process dies in between. Returns False if the notice is not the
    courier's any more: it was shown by other means, erased, or claimed by another.
    """
    mine = outbox.c.dedupe == claimed.owed.dedupe
    counted = tx.execute(
        update(outbox)
        .where(mine, outbox.c.state == NoticeState.WAITING, outbox.c.fence == claimed.fence)
        .values(unknowns=claimed.unknowns + 1)
    )
    if counted.rowcount:
        return True
    replaced = select(outbox.c.id).where(mine, outbox.c.fence == claimed.fence + REPLACED_BY)
    return tx.execute(replaced).scalar_one_or_none() is not None


def amend(tx: Tx, claimed: Claimed, notice: Notice, until: int) -> None:
    """Store a claimed notice with other fields, as part of it was sent; and extend the claim."""
    tx.execute(
        update(outbox)
        .where(outbox.c.dedupe == claimed.owed.dedupe, outbox.c.fence == claimed.fence)
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
