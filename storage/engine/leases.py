"""Leases: only one process at a time may poll, or send; it renews its lease to keep it.

Times are not compared, since clocks may be changed and those of two machines differ. A process
that wants a lease watches whether its `beat` still changes.
"""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, bindparam, case, delete, select, update

from storage.engine.database import Tx
from storage.engine.tables import leases
from storage.engine.upsert import insert_new


class Lease(Struct, frozen=True):
    """The state of a lease; `beat` changes each time its holder renews it."""

    holder: str
    fence: int
    beat: int

    @property
    def free(self) -> bool:
        """Whether it was released, or never taken."""
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
    # A new value each time, even if the clock was set back.
    .values(
        until=case(
            (leases.c.until >= bindparam("b_until"), leases.c.until + 1),
            else_=bindparam("b_until"),
        )
    )
)


def look(tx: Tx, name: str) -> Lease:
    """The state of a lease; a row is created for a new name."""
    return look_at_all(tx, (name,))[name]


def look_at_all(tx: Tx, names: Sequence[str]) -> dict[str, Lease]:
    """The states of these leases at one moment, in this order; rows are created for new names."""
    for name in names:
        insert_new(tx, leases, {"name": name}, {"holder": "", "fence": 0, "until": 0})
    rows = tx.execute(select(leases).where(leases.c.name.in_(names))).all()  # one statement
    found = {row.name: Lease(row.holder, row.fence, row.until) for row in rows}
    return {name: found[name] for name in names}


def glimpse(connection: Connection) -> dict[str, Lease]:
    """All leases by name, without writing; also works on the schema of another release."""
    rows = connection.execute(select(leases)).all()
    return {row.name: Lease(row.holder, row.fence, row.until) for row in rows}


def named(tx: Tx, beginning: str) -> dict[str, Lease]:
    """The leases whose names begin with this prefix, by name."""
    return {
        row.name: Lease(row.holder, row.fence, row.until)
        for row in tx.execute(
            select(leases).where(leases.c.name.startswith(beginning, autoescape=True))
        )
    }


def take(tx: Tx, name: str, holder: str, until: int, *, seen: Lease) -> int | None:
    """Take a lease that is free, or whose holder is known to be gone; None if it has changed since.

    `seen` is its state when that was decided. Returns its fence, which grows each time it is taken:
    a process with a lower fence has lost the lease. `until` (unix seconds) is when a
    silent holder would be considered dead; it is only shown to people, no code decides by it.
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
    """Renew a lease; False if another process has taken it."""
    kept = tx.execute(
        _RENEW, {"b_name": name, "b_holder": holder, "b_fence": fence, "b_until": max(until, 1)}
    )
    return bool(kept.rowcount)


def release(tx: Tx, name: str, holder: str, fence: int) -> None:
    """Release a lease; its fence stays, for it must never go down."""
    tx.execute(
        update(leases)
        .where(leases.c.name == name, leases.c.holder == holder, leases.c.fence == fence)
        .values(until=0)
    )


def drop(tx: Tx, name: str, *, seen: Lease) -> bool:
    """Delete a lease that is no longer needed; False if it has changed since it was `seen`."""
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
    """Release all leases, after a restore: their holders were processes of another machine."""
    tx.execute(update(leases).values(until=0))
