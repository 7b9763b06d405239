"""Who gets a broadcast, each once, and what became of it; and who wants to hear of what."""

from collections.abc import Collection, Mapping

from sqlalchemy import Select, bindparam, delete, func, insert, select, update

from domain.broadcast import Body, BroadcastDelivery, Counts, Scope
from storage.engine.database import Tx
from storage.engine.public_tables import broadcast_people as rows
from storage.engine.public_tables import broadcasts, follows
from storage.engine.tables import people
from storage.engine.upsert import insert_new


def fill(tx: Tx, broadcast_id: int, body: Body, *, after: str, limit: int) -> tuple[str, bool]:
    """Write down the next recipients in the order of their fingerprints.

    Gives up to whom, and whether that was everybody.
    """
    found = tx.execute(_audience(body, after, limit)).scalars().all()
    if found:
        values = {"broadcast": broadcast_id, "state": int(BroadcastDelivery.WAITING)}
        tx.execute(insert(rows), [{**values, "who": who} for who in found])
    return (found[-1] if found else after), len(found) < limit


def _audience(body: Body, after: str, limit: int) -> Select[tuple[str]]:
    willing = (people.c.no_broadcasts.is_(False), people.c.unreachable_at.is_(None))
    if body.scope in {Scope.ALL, Scope.LOCALE}:
        statement = select(people.c.who).where(people.c.who > after, *willing)
        if body.scope is Scope.LOCALE:
            statement = statement.where(people.c.locale == body.which)
        statement = statement.order_by(people.c.who)
    else:
        statement = (
            select(follows.c.who)
            .join(people, people.c.who == follows.c.who)
            .where(follows.c.kind == body.scope, follows.c.what == body.which)
            .where(follows.c.who > after, *willing)
            .order_by(follows.c.who)
        )
    return statement.limit(limit)


def claim(tx: Tx, broadcast_id: int, now: int, *, limit: int) -> tuple[str, ...]:
    """Take some who are waiting: from now on they may have it, and never get it again."""
    waiting = (
        select(rows.c.who)
        .where(rows.c.broadcast == broadcast_id, rows.c.state == BroadcastDelivery.WAITING)
        .order_by(rows.c.who)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    # Apart, as in `storage.queues.outbox.claim_due`: PostgreSQL would take more than the limit.
    taken = tx.execute(waiting).scalars().all()
    if taken:
        tx.execute(
            update(rows)
            .where(rows.c.broadcast == broadcast_id, rows.c.who.in_(taken))
            .values(state=int(BroadcastDelivery.TRYING), tried_at=now)
        )
    return tuple(taken)


_SETTLE = (
    update(rows)
    .where(
        rows.c.broadcast == bindparam("number"),
        rows.c.who == bindparam("whose"),
        rows.c.state == BroadcastDelivery.TRYING,
    )
    .values(state=bindparam("outcome"))
)


def settle(tx: Tx, outcomes: Mapping[tuple[int, str], BroadcastDelivery]) -> None:
    """What became of those who were taken, by broadcast and person; `WAITING` gives them back."""
    if outcomes:
        tx.execute(
            _SETTLE,
            [
                {"number": number, "whose": who, "outcome": int(outcome)}
                for (number, who), outcome in outcomes.items()
            ],
        )


def lose(tx: Tx, broadcast_id: int, before: int) -> int:
    """Whoever was taken before this moment and never settled may have it; how many."""
    lost = tx.execute(
        update(rows)
        .where(
            rows.c.broadcast == broadcast_id,
            rows.c.state == BroadcastDelivery.TRYING,
            rows.c.tried_at < before,
        )
        .values(state=int(BroadcastDelivery.UNKNOWN))
    )
    return lost.rowcount


def lose_all(tx: Tx) -> int:
    """Whoever was taken, of any broadcast, may have it: their sender is gone; how many."""
    lost = tx.execute(
        update(rows)
        .where(
            rows.c.broadcast.in_(select(broadcasts.c.id)), rows.c.state == BroadcastDelivery.TRYING
        )
        .values(state=int(BroadcastDelivery.UNKNOWN))
    )
    return lost.rowcount


def counts(tx: Tx, broadcast_id: int) -> Counts:
    """How many stand at each outcome."""
    found = tx.execute(
        select(rows.c.state, func.count().label("people"))
        .where(rows.c.broadcast == broadcast_id)
        .group_by(rows.c.state)
    )
    return Counts({BroadcastDelivery(row.state): row.people for row in found})


def audience_size(tx: Tx, body: Body, *, most: int) -> int:
    """How many would get it, counted up to `most`."""
    some = _audience(body, "", most).subquery()
    return int(tx.execute(select(func.count()).select_from(some)).scalar_one())


def forget(tx: Tx, broadcast_id: int, *, limit: int) -> int:
    """Nobody knows any more who got it; a batch of them, and how many that were."""
    some = select(rows.c.who).where(rows.c.broadcast == broadcast_id).limit(limit)
    gone = tx.execute(
        delete(rows).where(rows.c.broadcast == broadcast_id, rows.c.who.in_(some.scalar_subquery()))
    )
    return gone.rowcount


# What people follow, and whether they want broadcasts at all.


def follow(tx: Tx, who: str, scope: Scope, what: str, now: int) -> None:
    """Somebody wants to hear of this."""
    insert_new(tx, follows, {"who": who, "kind": scope, "what": what}, {"followed_at": now})


def unfollow(tx: Tx, who: str, scope: Scope, what: str) -> bool:
    """They do not any more; whether they did."""
    gone = tx.execute(
        delete(follows).where(follows.c.who == who, follows.c.kind == scope, follows.c.what == what)
    )
    return bool(gone.rowcount)


def followed(tx: Tx, who: str) -> Collection[tuple[Scope, str]]:
    """What somebody follows."""
    found = tx.execute(select(follows.c.kind, follows.c.what).where(follows.c.who == who))
    return frozenset((Scope(row.kind), row.what) for row in found)


def set_willing(tx: Tx, who: str, *, willing: bool) -> None:
    """Whether somebody gets broadcasts at all."""
    tx.execute(update(people).where(people.c.who == who).values(no_broadcasts=not willing))


def is_willing(tx: Tx, who: str) -> bool:
    """Whether somebody gets broadcasts; everybody does until they say no."""
    said = tx.execute(select(people.c.no_broadcasts).where(people.c.who == who))
    return not said.scalar_one_or_none()


def forget_person(tx: Tx, who: str) -> None:
    """Nothing tells any more what somebody followed, or got."""
    for table in (follows, rows):
        tx.execute(delete(table).where(table.c.who == who))
