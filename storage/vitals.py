"""How the work of a deployment stands, in numbers: what waits, for how long, what has failed."""

from collections.abc import Mapping

from msgspec import Struct
from sqlalchemy import exists, func, select

from domain.broadcast import Delivery
from domain.broadcast import State as Sending
from storage import counters, inbox, outbox, schema
from storage.db import Tx
from storage.inbox import State
from storage.outbox import Way
from storage.public_tables import broadcast_people, broadcasts
from storage.seal import Ring
from storage.tables import cases
from storage.tables import inbox as updates
from storage.tables import outbox as notices

NOBODY = "judges:nobody"  # the number that the last look at what waits has left
MOST_COUNTED = 10_000  # of what waits: beyond it, it is enough to know that it is many


class Vitals(Struct, frozen=True, kw_only=True):
    """Moments are unix seconds, None where nothing waits; counts stop at MOST_COUNTED.

    `due_since` is since when what could be sent has not been, by its carrier. `nobody_may`:
    decisions that wait while nobody may look at them.
    """

    updates_waiting: int
    updates_dead: int
    oldest_update: int | None
    notices_waiting: Mapping[Way, int]
    due_since: Mapping[Way, int | None]
    readers_left: int
    nobody_may: int = 0


def look(tx: Tx, now: int) -> Vitals:
    """What waits at this moment."""
    return Vitals(
        updates_waiting=_counted(tx, State.WAITING),
        updates_dead=dead(tx),
        oldest_update=inbox.oldest_waiting(tx),
        notices_waiting={way: _waiting(tx, way) for way in Way},
        due_since={way: _due_since(tx, way, now) for way in Way},
        readers_left=_readers_left(tx),
        nobody_may=counters.value(tx, NOBODY) or 0,
    )


def dead(tx: Tx) -> int:
    """How many updates were put aside."""
    return _counted(tx, State.DEAD)


def cases_by_status(tx: Tx) -> Mapping[str, int]:
    """How many cases stand at each status; reads a whole index, so ask seldom."""
    rows = tx.execute(select(cases.c.status, func.count().label("n")).group_by(cases.c.status))
    return {row.status: row.n for row in rows}


def keys_fit(tx: Tx, ring: Ring) -> None:
    """KeyMissing where the ring does not open this database."""
    schema.root_secret(tx.sql, ring=ring)


def _counted(tx: Tx, state: State) -> int:
    rows = select(updates.c.update_id).where(updates.c.state == state)
    some = rows.limit(MOST_COUNTED).subquery()
    return int(tx.execute(select(func.count()).select_from(some)).scalar_one())


def _waiting(tx: Tx, way: Way) -> int:
    some = (
        select(notices.c.id)
        .where(notices.c.way == way, notices.c.state == outbox.State.WAITING)
        .limit(MOST_COUNTED)
        .subquery()
    )
    return int(tx.execute(select(func.count()).select_from(some)).scalar_one())


def _due_since(tx: Tx, way: Way, now: int) -> int | None:
    """Not of those that wait behind another one of their order: they are not late, it is."""
    older = notices.alias("older")
    since: int | None = tx.execute(
        select(func.min(notices.c.due_at)).where(
            notices.c.way == way,
            notices.c.state == outbox.State.WAITING,
            notices.c.due_at <= now,
            ~exists().where(
                older.c.order_key == notices.c.order_key,
                older.c.state == outbox.State.WAITING,
                older.c.id < notices.c.id,
            ),
        )
    ).scalar_one()
    return since


def _readers_left(tx: Tx) -> int:
    """Who is still to get the broadcast that is being sent, or stands still."""
    under_way = select(broadcasts.c.id).where(
        broadcasts.c.state.in_((Sending.SENDING, Sending.PAUSED))
    )
    found = tx.execute(
        select(func.count()).where(
            broadcast_people.c.broadcast.in_(under_way),
            broadcast_people.c.state.in_((Delivery.WAITING, Delivery.TRYING)),
        )
    )
    return int(found.scalar_one())
