"""The inbox: updates are stored here before they are acknowledged to Telegram."""

from collections.abc import Collection, Sequence
from enum import IntEnum
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Row,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import ReturningInsert

from storage.core.errors import StorageBusy
from storage.engine.tables import inbox, leases
from storage.engine.transaction import Tx
from storage.engine.upsert import insert_for


class UpdateState(IntEnum):
    """The state of an update."""

    WAITING = 0
    ACTED = 1
    ANSWERED = 2
    DEAD = 3


class AlreadyActed(Exception):  # noqa: N818 - a repeated update is not an error
    """The update has already been processed."""


class Arrival(Struct, frozen=True, kw_only=True):
    """A stored update: `body` is its JSON, `lane` its queue, mostly a person's fingerprint."""

    update_id: int
    lane: str
    body: bytes


_ACT = (
    update(inbox)
    .where(
        inbox.c.bot == bindparam("b_bot"),
        inbox.c.update_id == bindparam("b_id"),
        inbox.c.state == UpdateState.WAITING,
    )
    .values(state=int(UpdateState.ACTED), sealed=None)
)

_WAITING: ColumnElement[int] = literal_column("0")  # a literal, as in the indexes
_ANSWERED: ColumnElement[int] = literal_column("2")
_BEFORE, _IN_HAND = inbox.alias("before"), inbox.alias("in_hand")
_TURN = (
    select(inbox.c.update_id)
    .where(
        inbox.c.state == _WAITING,
        inbox.c.bot == bindparam("b_bot"),
        inbox.c.claimed_by.is_(None),
        ~exists().where(
            _BEFORE.c.bot == inbox.c.bot,
            _BEFORE.c.lane == inbox.c.lane,
            _BEFORE.c.state == _WAITING,
            _BEFORE.c.update_id < inbox.c.update_id,
        ),
        ~exists().where(
            _IN_HAND.c.bot == inbox.c.bot,
            _IN_HAND.c.lane == inbox.c.lane,
            _IN_HAND.c.state < _ANSWERED,
            _IN_HAND.c.claimed_by.is_not(None),
        ),
    )
    .order_by(inbox.c.update_id)
    .limit(bindparam("b_limit"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(inbox)
    .where(
        inbox.c.bot == bindparam("b_bot"), inbox.c.update_id.in_(bindparam("b_ids", expanding=True))
    )
    .values(claimed_by=bindparam("b_worker"))
    .returning(inbox.c.update_id, inbox.c.lane, inbox.c.sealed)
)


def store(tx: Tx, bot: int, arrivals: Sequence[Arrival], now: int) -> set[int]:
    """Store a batch; returns the ids that were new. A repeated update is ignored."""
    rows = [
        {
            "bot": bot,
            "update_id": arrival.update_id,
            "lane": arrival.lane,
            "sealed": tx.cipher.seal(arrival.body, _at(bot, arrival.update_id)),
            "state": int(UpdateState.WAITING),
            "tries": 0,
            "received_at": now,
        }
        for arrival in arrivals
    ]
    if not rows:
        return set()
    return set(tx.execute(_new(tx.sql.dialect.name), rows).scalars())


@cache
def _new(dialect: str) -> ReturningInsert[Any]:
    new = insert_for(dialect, inbox)
    new = new.on_conflict_do_nothing(index_elements=["bot", "update_id"])
    return new.returning(inbox.c.update_id)


def acted(tx: Tx, bot: int, update_id: int) -> None:
    """Mark an update as processed in this transaction; raises AlreadyActed if it already was."""
    done = tx.execute(_ACT, {"b_bot": bot, "b_id": update_id})
    if not done.rowcount:
        raise AlreadyActed(update_id)


_SET_ANSWERED = (
    update(inbox)
    .where(
        inbox.c.bot == bindparam("b_bot"),
        inbox.c.update_id.in_(bindparam("b_ids", expanding=True)),
        inbox.c.state == UpdateState.ACTED,
    )
    .values(state=int(UpdateState.ANSWERED))
)


def answered(tx: Tx, bot: int, update_ids: Sequence[int]) -> None:
    """Mark these updates as answered."""
    tx.execute(_SET_ANSWERED, {"b_bot": bot, "b_ids": tuple(update_ids)})


def failed(tx: Tx, bot: int, update_id: int, limit: int = 3) -> UpdateState:
    """Count a failed attempt; at the limit the update is put aside, with its body."""
    tries = tx.execute(
        update(inbox)
        .where(inbox.c.bot == bot, inbox.c.update_id == update_id)
        .values(tries=inbox.c.tries + 1)
        .returning(inbox.c.tries)
    ).scalar_one_or_none()
    if tries is None or tries < limit:
        return UpdateState.WAITING
    tx.execute(
        update(inbox)
        .where(inbox.c.bot == bot, inbox.c.update_id == update_id)
        .values(state=int(UpdateState.DEAD))
    )
    return UpdateState.DEAD


def waiting(tx: Tx, bot: int, *, limit: int, after: int | None) -> list[Arrival]:
    """Updates not processed yet, in order, with ids above `after`."""
    statement = (
        select(inbox.c.update_id, inbox.c.lane, inbox.c.sealed)
        .where(inbox.c.state == UpdateState.WAITING, inbox.c.bot == bot)
        .order_by(inbox.c.update_id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(inbox.c.update_id > after)
    return [_arrival(tx, bot, row) for row in tx.execute(statement)]


def claim(tx: Tx, bot: int, worker: str, *, limit: int) -> list[Arrival]:
    """Claim updates for one of several workers: the oldest of each lane, one at a time.

    A claim lasts until the update is answered or put aside, so that a person's answers keep their
    order. Lanes with a claimed update are skipped. Raises StorageBusy if another worker was
    faster: call again.
    """
    ids = tx.execute(_TURN, {"b_bot": bot, "b_limit": limit}).scalars().all()
    if not ids:
        return []
    try:
        rows = tx.execute(_CLAIM, {"b_bot": bot, "b_ids": ids, "b_worker": worker}).all()
    except IntegrityError as error:
        # An older update of that lane was stored after a newer one, which has just been claimed.
        raise StorageBusy("another worker was faster") from error
    return sorted((_arrival(tx, bot, row) for row in rows), key=lambda each: each.update_id)


def free(tx: Tx, bot: int, worker: str, *, but: Collection[int] = ()) -> int:
    """Release this worker's claims, except those of the update ids `but`; returns how many."""
    freed = tx.execute(
        update(inbox)
        .where(
            inbox.c.state == UpdateState.WAITING,
            inbox.c.bot == bot,
            inbox.c.claimed_by == worker,
            inbox.c.update_id.not_in(but),
        )
        .values(claimed_by=None)
    )
    return int(freed.rowcount)


def free_orphans(tx: Tx, bot: int) -> int:
    """Release the claims of workers without a lease; returns how many."""
    freed = tx.execute(
        update(inbox)
        .where(
            inbox.c.state < _ANSWERED,
            inbox.c.bot == bot,
            inbox.c.claimed_by.is_not(None),
            inbox.c.claimed_by.not_in(select(leases.c.name)),
        )
        .values(claimed_by=None)
    )
    return int(freed.rowcount)


def unanswered(tx: Tx, bot: int, since: int, worker: str | None = None) -> tuple[str, ...]:
    """The lanes of updates processed since then whose reply may not have been sent.

    With a `worker` only updates that it has claimed.
    """
    statement = (
        select(inbox.c.lane)
        .where(inbox.c.state == UpdateState.ACTED, inbox.c.bot == bot, inbox.c.received_at >= since)
        .distinct()
    )
    if worker is not None:
        statement = statement.where(inbox.c.claimed_by == worker)
    return tuple(tx.execute(statement).scalars())


def waits(tx: Tx, bot: int, lane: str) -> bool:
    """Whether this lane has unprocessed updates."""
    found = select(inbox.c.update_id).where(
        inbox.c.state == UpdateState.WAITING, inbox.c.bot == bot, inbox.c.lane == lane
    )
    return tx.execute(found.limit(1)).first() is not None


def forget_questions(tx: Tx, worker: str | None = None) -> None:
    """Mark processed updates as answered, so that their questions are not repeated.

    Used after a restore. With a `worker` only updates that it has claimed, once their replies are
    queued otherwise.
    """
    statement = update(inbox).where(inbox.c.state == UpdateState.ACTED)
    if worker is not None:
        statement = statement.where(inbox.c.claimed_by == worker)
    tx.execute(statement.values(state=int(UpdateState.ANSWERED)))


def oldest_waiting(tx: Tx) -> int | None:
    """When the oldest unprocessed update came in (unix seconds)."""
    oldest: int | None = tx.execute(
        select(func.min(inbox.c.received_at)).where(inbox.c.state == UpdateState.WAITING)
    ).scalar_one()
    return oldest


def purge(tx: Tx, before: int) -> int:
    """Delete updates finished before this moment; Telegram does not repeat such old ones."""
    return int(tx.execute(delete(inbox).where(*_past(before))).rowcount)


def past(tx: Tx, before: int) -> int:
    """The number of those updates."""
    statement = select(func.count()).select_from(inbox).where(*_past(before))
    return int(tx.execute(statement).scalar_one())


def _past(before: int) -> tuple[ColumnElement[bool], ...]:
    return inbox.c.received_at < before, inbox.c.state.in_(
        (UpdateState.ACTED, UpdateState.ANSWERED)
    )


def _arrival(tx: Tx, bot: int, row: Row[Any]) -> Arrival:
    return Arrival(
        update_id=row.update_id,
        lane=row.lane,
        body=tx.cipher.open(row.sealed, _at(bot, row.update_id)),
    )


def _at(bot: int, update_id: int) -> str:
    return f"inbox.sealed:{bot}:{update_id}"
