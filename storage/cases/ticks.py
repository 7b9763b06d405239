"""Cases that somebody has ticked in a list, each with the version that they saw."""

from collections.abc import Collection, Mapping

from sqlalchemy import and_, delete, or_, select

from storage.engine.database import Tx
from storage.engine.tick_tables import ticks

KEPT = 24 * 3600  # seconds; who comes back later ticks what they then see


def of(tx: Tx, who: str, *, since: int) -> dict[int, int]:
    """The version seen of each case that a person has ticked since then, by the case's row id.

    In the order of the row ids.
    """
    rows = tx.execute(
        select(ticks.c.case_id, ticks.c.seen)
        .where(ticks.c.who == who, ticks.c.ticked_at >= since)
        .order_by(ticks.c.case_id)
    )
    return {row.case_id: row.seen for row in rows}


def put(tx: Tx, who: str, seen: Mapping[int, int], now: int) -> None:
    """Tick cases, by row id and version seen; one that is ticked gets the version seen now."""
    drop(tx, who, seen)
    rows = [
        {"who": who, "case_id": case_id, "seen": version, "ticked_at": now}
        for case_id, version in seen.items()
    ]
    if rows:
        tx.execute(ticks.insert(), rows)


def drop(tx: Tx, who: str, case_ids: Collection[int]) -> None:
    """Remove these ticks of a person."""
    if case_ids:
        mine = ticks.c.who == who, ticks.c.case_id.in_(tuple(case_ids))
        tx.execute(delete(ticks).where(*mine))


def drop_all(tx: Tx, who: str) -> None:
    """Remove all ticks of a person."""
    tx.execute(delete(ticks).where(ticks.c.who == who))


def forget(tx: Tx, before: int, *, limit: int) -> int:
    """Remove the oldest ticks from before this time (unix seconds); returns how many."""
    old = (
        select(ticks.c.who, ticks.c.case_id)
        .where(ticks.c.ticked_at < before)
        .order_by(ticks.c.ticked_at)
        .limit(limit)
    )
    keys = [and_(ticks.c.who == row.who, ticks.c.case_id == row.case_id) for row in tx.execute(old)]
    if keys:
        tx.execute(delete(ticks).where(or_(*keys)))
    return len(keys)
