"""How often somebody may do something within a running window."""

from sqlalchemy import bindparam, select, update

from storage.engine.database import Tx
from storage.engine.tables import quotas
from storage.engine.upsert import upsert

_OF = (quotas.c.who == bindparam("b_who"), quotas.c.kind == bindparam("b_kind"))
_USED = select(quotas.c.since, quotas.c.used).where(*_OF)
_ONE_MORE = update(quotas).where(*_OF).values(used=quotas.c.used + 1)


def use(tx: Tx, who: str, kind: str, limit: int, window: int, now: int) -> int | None:
    """Count one use; None where it is allowed, else the moment (unix seconds) it opens again."""
    of = {"b_who": who, "b_kind": kind}
    row = tx.execute(_USED, of).one_or_none()
    if row is None or now >= row.since + window or now < row.since:
        upsert(tx, quotas, {"who": who, "kind": kind}, {"since": now, "used": 1})
        return None
    if row.used >= limit:
        return int(row.since + window)
    tx.execute(_ONE_MORE, of)
    return None
