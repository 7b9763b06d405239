"""How often somebody may do something within a running window."""

from sqlalchemy import select, update

from storage.db import Tx
from storage.tables import quotas
from storage.upsert import upsert


def use(tx: Tx, who: str, kind: str, limit: int, window: int, now: int) -> int | None:
    """Count one use; None where it is allowed, else the moment (unix seconds) it opens again."""
    row = tx.execute(
        select(quotas.c.since, quotas.c.used).where(quotas.c.who == who, quotas.c.kind == kind)
    ).one_or_none()
    if row is None or now >= row.since + window or now < row.since:
        upsert(tx, quotas, {"who": who, "kind": kind}, {"since": now, "used": 1})
        return None
    if row.used >= limit:
        return int(row.since + window)
    tx.execute(
        update(quotas)
        .where(quotas.c.who == who, quotas.c.kind == kind)
        .values(used=quotas.c.used + 1)
    )
    return None
