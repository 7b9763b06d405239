"""Backlogs and failures of a deployment, as numbers for health checks and metrics."""

from collections.abc import Mapping

from msgspec import Struct
from sqlalchemy import exists, func, select

from domain.broadcast import BroadcastDelivery, BroadcastState
from storage.crypto.encryption import KeyRing
from storage.engine import counters, schema
from storage.engine.database import Tx
from storage.engine.public_tables import broadcast_people, broadcasts
from storage.engine.tables import cases
from storage.engine.tables import inbox as updates
from storage.engine.tables import outbox as notices
from storage.queues import inbox, outbox
from storage.queues.inbox import UpdateState
from storage.queues.outbox import Way

NOBODY = "judges:nobody"  # counter: decisions that nobody may review, at the last check
MOST_COUNTED = 10_000  # upper limit of every count: beyond it the exact number does not matter


class HealthFacts(Struct, frozen=True, kw_only=True):
    """Moments are unix seconds, None where nothing waits; counts stop at MOST_COUNTED.

    `due_since` is the due time of the oldest notice that could be sent, by way (chat or mail).
    `nobody_may` is the number of decisions that wait and that nobody may review.
    """

    updates_waiting: int
    updates_dead: int
    oldest_update: int | None
    notices_waiting: Mapping[Way, int]
    due_since: Mapping[Way, int | None]
    readers_left: int
    nobody_may: int = 0


def look(tx: Tx, now: int) -> HealthFacts:
    """All of it at this moment, `now` in unix seconds."""
    return HealthFacts(
        updates_waiting=_counted(tx, UpdateState.WAITING),
        updates_dead=dead(tx),
        oldest_update=inbox.oldest_waiting(tx),
        notices_waiting={way: _waiting(tx, way) for way in Way},
        due_since={way: _due_since(tx, way, now) for way in Way},
        readers_left=_readers_left(tx),
        nobody_may=counters.value(tx, NOBODY) or 0,
    )


def dead(tx: Tx) -> int:
    """How many updates were put aside."""
    return _counted(tx, UpdateState.DEAD)


def cases_by_status(tx: Tx) -> Mapping[str, int]:
    """How many cases have each status; reads a whole index, so do not call it often."""
    rows = tx.execute(select(cases.c.status, func.count().label("n")).group_by(cases.c.status))
    return {row.status: row.n for row in rows}


def keys_fit(tx: Tx, key_ring: KeyRing) -> None:
    """Raise KeyMissing if the key ring does not fit this database."""
    schema.root_secret(tx.sql, key_ring=key_ring)


def _counted(tx: Tx, state: UpdateState) -> int:
    rows = select(updates.c.update_id).where(updates.c.state == state)
    some = rows.limit(MOST_COUNTED).subquery()
    return int(tx.execute(select(func.count()).select_from(some)).scalar_one())


def _waiting(tx: Tx, way: Way) -> int:
    some = (
        select(notices.c.id)
        .where(notices.c.way == way, notices.c.state == outbox.NoticeState.WAITING)
        .limit(MOST_COUNTED)
        .subquery()
    )
    return int(tx.execute(select(func.count()).select_from(some)).scalar_one())


def _due_since(tx: Tx, way: Way, now: int) -> int | None:
    """Without notices that wait behind an older one of their order: only that one is late."""
    older = notices.alias("older")
    since: int | None = tx.execute(
        select(func.min(notices.c.due_at)).where(
            notices.c.way == way,
            notices.c.state == outbox.NoticeState.WAITING,
            notices.c.due_at <= now,
            ~exists().where(
                older.c.order_key == notices.c.order_key,
                older.c.state == outbox.NoticeState.WAITING,
                older.c.id < notices.c.id,
            ),
        )
    ).scalar_one()
    return since


def _readers_left(tx: Tx) -> int:
    """How many recipients are left of broadcasts that are being sent or paused."""
    under_way = select(broadcasts.c.id).where(
        broadcasts.c.state.in_((BroadcastState.SENDING, BroadcastState.PAUSED))
    )
    found = tx.execute(
        select(func.count()).where(
            broadcast_people.c.broadcast.in_(under_way),
            broadcast_people.c.state.in_((BroadcastDelivery.WAITING, BroadcastDelivery.TRYING)),
        )
    )
    return int(found.scalar_one())
