"""Who alone may do something, such as poll or send: a lease that its holder keeps alive.

Nothing here asks the time. Whoever wants a lease watches whether its beat goes on: clocks may be
set, and those of two machines differ.
"""

from msgspec import Struct
from sqlalchemy import Connection, bindparam, case, delete, select, update

from storage.engine.database import Tx
from storage.engine.tables import leases
from storage.engine.upsert import insert_new


class Lease(Struct, frozen=True):
    """A lease as it stands: `beat` is another one whenever its holder has been heard of."""

    holder: str
    fence: int
    beat: int

    @property
    def free(self) -> bool:
        """Whether it was given back, or nobody ever had it."""
        return self.beat == 0


_SAME = (
    leases.c.name == bindparam("b_name"),
    leases.c.holder == bindparam("b_holder"),
    leases.c.fence == bindparam("b_fence"),
)
_TAKE = (
    update(leases)
    .where(*_SAME, leases.c.until == bindparam("b_beat"))
    .values(holder=bindparam("b_new"), until=bindparam("b_until"), fence=leases.c.fence + 1)
    .returning(leases.c.fence)
)
_RENEW = (
    update(leases)
    .where(*_SAME)
    # Another value each time, even where the clock was set back between.
    .values(
        until=case(
            (leases.c.until >= bindparam("b_until"), leases.c.until + 1),
            else_=bindparam("b_until"),
        )
    )
)


def look(tx: Tx, name: str) -> Lease:
    """How a lease stands."""
    insert_new(tx, leases, {"name": name}, {"holder": "", "fence": 0, "until": 0})
    row = tx.execute(
        select(leases.c.holder, leases.c.fence, leases.c.until).where(leases.c.name == name)
    ).one()
    return Lease(row.holder, row.fence, row.until)


def glimpse(connection: Connection) -> dict[str, Lease]:
    """All leases of a database of whatever release, by name; nothing is written."""
    rows = connection.execute(select(leases)).all()
    return {row.name: Lease(row.holder, row.fence, row.until) for row in rows}


def named(tx: Tx, beginning: str) -> dict[str, Lease]:
    """How the leases stand whose names begin so, by name."""
    return {
        row.name: Lease(row.holder, row.fence, row.until)
        for row in tx.execute(
            select(leases).where(leases.c.name.startswith(beginning, autoescape=True))
        )
    }


def take(tx: Tx, name: str, holder: str, until: int, *, seen: Lease) -> int | None:
    """Take a lease that is free, or whose holder is known to be gone; None if it has moved since.

    `seen` is how it stood when that was decided. Returns its number, which grows whenever it is
    taken: who comes with an older one has been overtaken. `until` is when its holder will have been
    silent for too long, unix seconds; people may read it, nothing is decided by it.
    """
    found = tx.execute(
        _TAKE,
        {
            "b_name": name,
            "b_holder": seen.holder,
            "b_fence": seen.fence,
            "b_beat": seen.beat,
            "b_new": holder,
            "b_until": max(until, 1),
        },
    ).scalar_one_or_none()
    return None if found is None else int(found)


def renew(tx: Tx, name: str, holder: str, fence: int, until: int) -> bool:
    """Keep a lease alive; False where it has been taken over."""
    kept = tx.execute(
        _RENEW, {"b_name": name, "b_holder": holder, "b_fence": fence, "b_until": max(until, 1)}
    )
    return bool(kept.rowcount)


def release(tx: Tx, name: str, holder: str, fence: int) -> None:
    """Give a lease back; its number stays, for it must never go down."""
    tx.execute(
        update(leases)
        .where(leases.c.name == name, leases.c.holder == holder, leases.c.fence == fence)
        .values(until=0)
    )


def drop(tx: Tx, name: str, *, seen: Lease) -> bool:
    """Nobody will ever want this one again; False where it has moved since it was `seen`."""
    gone = tx.execute(
        delete(leases).where(
            leases.c.name == name,
            leases.c.holder == seen.holder,
            leases.c.fence == seen.fence,
            leases.c.until == seen.beat,
        )
    )
    return bool(gone.rowcount)


def free_all(tx: Tx) -> None:
    """Nobody holds anything: a restored database speaks of processes of another machine."""
    tx.execute(update(leases).values(until=0))
