"""Quotas: how often, or how much, a person may do something within a time window."""

from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, bindparam, case, or_, select
from sqlalchemy.sql.dml import ReturningInsert

from storage.engine.database import Tx
from storage.engine.tables import quotas
from storage.engine.upsert import insert_for

MOST = 2**31 - 1  # what the column holds

_SINCE = select(quotas.c.since).where(
    quotas.c.who == bindparam("who"), quotas.c.kind == bindparam("kind")
)


def use(
    tx: Tx, who: str, kind: str, limit: int, window: int, now: int, *, amount: int = 1
) -> int | None:
    """Count a use of `amount`; None if it is allowed, else when (unix seconds) the window ends.

    What is not allowed is not counted. A negative amount takes back what was counted just before.
    """
    of = {"who": who, "kind": kind}
    limit = min(limit, MOST)
    room = {"over": now - window, "room": limit - amount}
    values = {**of, "since": now, "used": amount, "now": now, **room}
    fits = amount <= limit
    if fits and tx.execute(_use(tx.sql.dialect.name), values).one_or_none() is not None:
        return None
    since = tx.execute(_SINCE, of).scalar_one_or_none()
    return int(now if since is None else since) + window


@lru_cache
def _use(dialect: str) -> ReturningInsert[Any]:
    """Start a window or count in the current one; no row is returned if it is used up.

    INSERT INTO quotas (who, kind, since, used) VALUES (:who, :kind, :since, :used)
    ON CONFLICT (who, kind) DO UPDATE SET
      since = CASE WHEN (quotas.since <= :over OR quotas.since > :now)
              THEN excluded.since ELSE quotas.since END,
      used = CASE WHEN (quotas.since <= :over OR quotas.since > :now)
             THEN excluded.used ELSE quotas.used + excluded.used END
    WHERE quotas.since <= :over OR quotas.since > :now OR quotas.used <= :room
    RETURNING quotas.used
    """
    over = bindparam("over", type_=BigInteger())
    ended = or_(quotas.c.since <= over, quotas.c.since > bindparam("now", type_=BigInteger()))
    row = insert_for(dialect, quotas)
    row = row.on_conflict_do_update(
        index_elements=["who", "kind"],
        set_={
            "since": case((ended, row.excluded.since), else_=quotas.c.since),
            "used": case((ended, row.excluded.used), else_=quotas.c.used + row.excluded.used),
        },
        where=or_(ended, quotas.c.used <= bindparam("room", type_=Integer())),
    )
    return row.returning(quotas.c.used)
