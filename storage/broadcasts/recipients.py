"""Recipients of broadcasts with the state of each, and who follows what."""

from collections.abc import Collection, Mapping

from sqlalchemy import Select, bindparam, delete, func, insert, select, update

from domain.broadcast import Body, BroadcastDelivery, Counts, Scope
from storage.engine.database import Tx
from storage.engine.public_tables import broadcast_people as rows
from storage.engine.public_tables import broadcasts, follows
from storage.engine.tables import people
from storage.engine.upsert import insert_new


def fill(tx: Tx, broadcast_id: int, body: Body, *, after: str, limit: int) -> tuple[str, bool]:
    """Store the next recipients in the order of their fingerprints.

    Returns the last of them, and whether those were all.
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
    """Claim some waiting recipients: from now on they may have got it, and never get it again."""
    waiting = (
        select(rows.c.who)
        .where(rows.c.broadcast == broadcast_id, rows.c.state == BroadcastDelivery.WAITING)
        .order_by(rows.c.who)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    # A statement of its own, as in `outbox_claims.claim_due`: else PostgreSQL would take
    # more than the limit.
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
    """Store the results of claimed recipients, by broadcast and person; `WAITING` releases them."""
    if outcomes:
        tx.execute(
            _SETTLE,
            [
                {"number": number, "whose": who, "outcome": int(outcome)}
                for (number, who), outcome in outcomes.items()
            ],
        )


def lose(tx: Tx, broadcast_id: int, before: int) -> int:
    """Mark recipients claimed before this moment and not settled as uncertain; returns how many."""
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
    """Mark all claimed recipients as uncertain, since their sender is gone; returns how many."""
    lost = tx.execute(
        update(rows)
        .where(
            rows.c.broadcast.in_(select(broadcasts.c.id)), rows.c.state == BroadcastDelivery.TRYING
        )
        .values(state=int(BroadcastDelivery.UNKNOWN))
    )
    return lost.rowcount


def counts(tx: Tx, broadcast_id: int) -> Counts:
    """How many recipients have each state."""
    found = tx.execute(
        select(rows.c.state, func.count().label("people"))
        .where(rows.c.broadcast == broadcast_id)
        .group_by(rows.c.state)
    )
    return Counts({BroadcastDelivery(row.state): row.people for row in found})


def audience_size(tx: Tx, body: Body, *, most: int) -> int:
    """How many people would get it, counted up to `most`."""
    some = _audience(body, "", most).subquery()
    return int(tx.execute(select(func.count()).select_from(some)).scalar_one())


def forget(tx: Tx, broadcast_id: int, *, limit: int) -> int:
    """Delete a batch of recipients of a broadcast; returns how many."""
    some = select(rows.c.who).where(rows.c.broadcast == broadcast_id).limit(limit)
    gone = tx.execute(
        delete(rows).where(rows.c.broadcast == broadcast_id, rows.c.who.in_(some.scalar_subquery()))
    )
    return gone.rowcount


# What people follow, and whether they want broadcasts at all.


def follow(tx: Tx, who: str, scope: Scope, what: str, now: int) -> None:
    """Follow a unit or category."""
    insert_new(tx, follows, {"who": who, "kind": scope, "what": what}, {"followed_at": now})


def unfollow(tx: Tx, who: str, scope: Scope, what: str) -> bool:
    """Unfollow it; returns whether it was followed."""
    gone = tx.execute(
        delete(follows).where(follows.c.who == who, follows.c.kind == scope, follows.c.what == what)
    )
    return bool(gone.rowcount)


def followed(tx: Tx, who: str) -> Collection[tuple[Scope, str]]:
    """What a person follows."""
    found = tx.execute(select(follows.c.kind, follows.c.what).where(follows.c.who == who))
    return frozenset((Scope(row.kind), row.what) for row in found)


def set_willing(tx: Tx, who: str, *, willing: bool) -> None:
    """Set whether a person gets broadcasts at all."""
    tx.execute(update(people).where(people.c.who == who).values(no_broadcasts=not willing))


def is_willing(tx: Tx, who: str) -> bool:
    """Whether a person gets broadcasts; everybody does unless they refuse."""
    said = tx.execute(select(people.c.no_broadcasts).where(people.c.who == who))
    return not said.scalar_one_or_none()


def forget_person(tx: Tx, who: str, until: int) -> None:
    """Delete what a person has followed until this moment, and which broadcasts they received."""
    tx.execute(delete(follows).where(follows.c.who == who, follows.c.followed_at <= until))
    tx.execute(delete(rows).where(rows.c.who == who))
