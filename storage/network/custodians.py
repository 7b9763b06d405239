"""Custodians who were named and wait for a second person, and since when one is in office."""

from msgspec import Struct
from sqlalchemy import select, update

from storage.engine.database import Tx
from storage.engine.tables import people


class Candidate(Struct, frozen=True, kw_only=True):
    """Somebody (`who`) whom an admin (`named_by`) has named as custodian, and who has accepted."""

    who: str
    named_by: str


def name(tx: Tx, who: str, by: str) -> bool:
    """Store that a person waits to be confirmed as custodian; False if they are custodian."""
    there = people.c.who == who, people.c.custodian.is_(False)
    return bool(tx.execute(update(people).where(*there).values(custodian_by=by)).rowcount)


def waiting(tx: Tx) -> tuple[Candidate, ...]:
    """Everybody who waits to be confirmed, in the order in which they first wrote to the bot."""
    rows = tx.execute(
        select(people.c.who, people.c.custodian_by)
        .where(people.c.custodian_by.is_not(None))
        .order_by(people.c.met_at, people.c.who)
    )
    return tuple(Candidate(who=row.who, named_by=row.custodian_by) for row in rows)


def confirm(tx: Tx, who: str, now: int) -> bool:
    """Make somebody who waits a custodian; False if they do not wait any more."""
    there = people.c.who == who, people.c.custodian_by.is_not(None)
    values = {"custodian": True, "custodian_since": now, "custodian_by": None}
    return bool(tx.execute(update(people).where(*there).values(values)).rowcount)


def drop(tx: Tx, who: str) -> bool:
    """Somebody does not wait any more; False if they did not."""
    there = people.c.who == who, people.c.custodian_by.is_not(None)
    return bool(tx.execute(update(people).where(*there).values(custodian_by=None)).rowcount)


def drop_named_by(tx: Tx, by: str) -> None:
    """Nobody whom this person has named waits any more."""
    tx.execute(update(people).where(people.c.custodian_by == by).values(custodian_by=None))
