"""Quotas: how often a person may do something within a time window."""

from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, bindparam, case, or_, select
from sqlalchemy.sql.dml import ReturningInsert

from storage.engine.database import Tx
from storage.engine.tables import quotas
from storage.engine.upsert import insert_for

_SINCE = select(quotas.c.since).where(
    quotas.c.who == bindparam("who"), quotas.c.kind == bindparam("kind")
)


def use(tx: Tx, who: str, kind: str, limit: int, window: int, now: int) -> int | None:
    """Count one use; None if it is allowed, else when (unix seconds) the window ends."""
    of = {"who": who, "kind": kind}
    values = {**of, "since": now, "used": 1, "now": now, "over": now - window, "limit": limit}
    if tx.execute(_use(tx.sql.dialect.name), values).one_or_none() is not None:
        return None
    return int(tx.execute(_SINCE, of).scalar_one()) + window


@lru_cache
def _use(dialect: str) -> ReturningInsert[Any]:
    """Start a window or count in the current one; no row is returned if it is used up.

    INSERT INTO quotas (who, kind, since, used) VALUES (:who, :kind, :since, :used)
    ON CONFLICT (who, kind) DO UPDATE SET
      since = CASE WHEN (quotas.since <= :over OR quotas.since > :now)
              THEN excluded.since ELSE quotas.since END,
      used = CASE WHEN (quotas.since <= :over OR quotas.since > :now)
             THEN excluded.used ELSE quotas.used + 1 END
    WHERE quotas.since <= :over OR quotas.since > :now OR quotas.used < :limit
    RETURNING quotas.used
    """
    over = bindparam("over", type_=BigInteger())
    ended = or_(quotas.c.since <= over, quotas.c.since > bindparam("now", type_=BigInteger()))
    row = insert_for(dialect, quotas)
    row = row.on_conflict_do_update(
        index_elements=["who", "kind"],
        set_={
            "since": case((ended, row.excluded.since), else_=quotas.c.since),
            "used": case((ended, row.excluded.used), else_=quotas.c.used + 1),
        },
        where=or_(ended, quotas.c.used < bindparam("limit", type_=Integer())),
    )
    return row.returning(quotas.c.used)
