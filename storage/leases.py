"""Who alone may do something, such as poll or send, until when."""

from sqlalchemy import and_, bindparam, case, or_, update

from storage.db import Tx
from storage.tables import leases
from storage.upsert import insert_new

_HELD = and_(leases.c.holder == bindparam("b_holder"), leases.c.until > bindparam("b_now"))
_TAKE = (
    update(leases)
    .where(
        leases.c.name == bindparam("b_name"),
        or_(
            leases.c.holder == bindparam("b_holder"),
            leases.c.until <= bindparam("b_now"),
            leases.c.until > bindparam("b_until"),  # written before the clock was set back
        ),
    )
    .values(
        holder=bindparam("b_holder"),
        until=bindparam("b_until"),
        fence=leases.c.fence + case((_HELD, 0), else_=1),
    )
    .returning(leases.c.fence)
)


def hold(tx: Tx, name: str, holder: str, now: int, seconds: int) -> int | None:
    """Take a lease, or keep the one held; None while somebody else holds it.

    Returns its number, which grows whenever the lease is taken anew: who comes with an older one
    has been overtaken. Everybody asks for the same number of seconds.
    """
    insert_new(tx, leases, {"name": name}, {"holder": "", "fence": 0, "until": 0})
    found = tx.execute(
        _TAKE, {"b_name": name, "b_holder": holder, "b_now": now, "b_until": now + seconds}
    ).scalar_one_or_none()
    return None if found is None else int(found)


def release(tx: Tx, name: str, holder: str) -> None:
    """Give a lease back before its time; its number stays, for it must never go down."""
    tx.execute(
        update(leases).where(leases.c.name == name, leases.c.holder == holder).values(until=0)
    )
