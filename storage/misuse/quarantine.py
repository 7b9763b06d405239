"""Cases in quarantine, and the counts of arrivals by which floods are detected."""

from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, case, func, or_, select, update
from sqlalchemy.sql.dml import ReturningInsert

from domain.case import Case
from domain.misuse import MINUTE, Quarantine
from storage.cases import reviewers
from storage.cases.cases import COLUMNS, CasePage, list_page, read
from storage.engine.database import Tx
from storage.engine.keyset import IndexScan
from storage.engine.tables import arrivals, cases, reporter_links, reports
from storage.engine.upsert import insert_for

_QUARANTINE = IndexScan(columns=("unit",), key=("quarantined_at", "id"))
"""A unit's cases in quarantine, the longest there first.

    SELECT cases.quarantined_at AS k0, cases.id AS k1
    FROM cases
    WHERE cases.unit = :prefix_0_0
    AND (cases.quarantined_at, cases.id) > (:after_0, :after_1)
    AND (cases.quarantined_at, cases.id) <= (:to_0, :to_1)
    ORDER BY k0, k1 LIMIT :size
"""
MOST_COUNTED = 1000  # upper limit of counts; beyond it only "more" is shown


def arrived(tx: Tx, unit: str, now: int, most: int) -> bool:
    """Count one report for a unit; whether it is part of a flood (more than `most` a minute)."""
    of = {"unit": unit, "since": now, "now": now, "most": most, "came": 1, "busy_at": 0}
    return tx.execute(_arrival(tx.sql.dialect.name), of).scalar_one() is not None


@lru_cache
def _arrival(dialect: str) -> ReturningInsert[Any]:
    old, now, most = (
        arrivals.c,
        bindparam("now", type_=BigInteger),
        bindparam("most", type_=BigInteger),
    )
    anew = or_(old.since + MINUTE <= now, old.since > now)
    came = case((anew, 1), else_=old.came + 1)
    flooded = and_(old.flood_since.is_(None), came > most)
    statement = insert_for(dialect, arrivals).on_conflict_do_update(
        index_elements=["unit"],
        set_={
            "since": case((anew, now), else_=old.since),
            "came": came,
            "busy_at": case((came * 2 >= most, now), else_=old.busy_at),
            "flood_since": case((flooded, now), else_=old.flood_since),
        },
    )
    return statement.returning(old.flood_since)


def floods(tx: Tx) -> dict[str, int]:
    """The units with a flood, and when each was last busy."""
    rows = tx.execute(
        select(arrivals.c.unit, arrivals.c.busy_at).where(arrivals.c.flood_since > 0)
    ).all()
    return {row.unit: row.busy_at for row in rows}


def end_flood(tx: Tx, unit: str) -> None:
    """End the flood of a unit: new reports go to its queue again."""
    tx.execute(update(arrivals).where(arrivals.c.unit == unit).values(flood_since=None))


def let_out(tx: Tx, unit: str, until: int | None) -> None:
    """Release a unit's flood cases up to this time, in batches; None ends the release."""
    tx.execute(update(arrivals).where(arrivals.c.unit == unit).values(release_until=until))


def letting_out(tx: Tx) -> dict[str, int]:
    """The units with a release in progress, and up to which time cases are released."""
    rows = tx.execute(
        select(arrivals.c.unit, arrivals.c.release_until).where(arrivals.c.release_until > 0)
    ).all()
    return {row.unit: row.release_until for row in rows}


def of_flood(tx: Tx, unit: str, until: int, *, limit: int) -> tuple[Case, ...]:
    """Flood cases of a unit up to a time, oldest first."""
    rows = tx.execute(
        select(*COLUMNS)
        .where(
            cases.c.unit == unit,
            cases.c.quarantined_at <= until,
            cases.c.quarantine == Quarantine.FLOOD,
        )
        .order_by(cases.c.quarantined_at, cases.c.id)
        .limit(limit)
    ).all()
    return tuple(read(row) for row in rows)


def own_of_flood(tx: Tx, unit: str, who: str) -> bool:
    """Whether a flood case of a unit was reported by this person."""
    links = reports.join(reporter_links, reporter_links.c.report_id == reports.c.id)
    found = (
        select(cases.c.id)
        .select_from(links.join(cases, cases.c.id == reports.c.case_id))
        .where(
            or_(reporter_links.c.who == who, reporter_links.c.staff_mark.is_not(None)),
            cases.c.unit == unit,
            cases.c.quarantine == Quarantine.FLOOD,
        )
        .distinct()
    )
    return any(reviewers.reported(tx, each, (who,)) for each in tx.execute(found).scalars().all())


def over(tx: Tx, now: int, *, limit: int) -> tuple[Case, ...]:
    """Cases whose time in quarantine is over, oldest first."""
    rows = tx.execute(
        select(*COLUMNS)
        .where(cases.c.release_at <= now)
        .order_by(cases.c.release_at, cases.c.quarantined_at, cases.c.id)
        .limit(limit)
    ).all()
    return tuple(read(row) for row in rows)


def end_wait(tx: Tx, who: str, now: int) -> None:
    """Release at once the cases that wait for a pause that ended early."""
    own = (
        select(reports.c.case_id)
        .select_from(reports.join(reporter_links, reporter_links.c.report_id == reports.c.id))
        .where(reporter_links.c.who == who)
    )
    tx.execute(
        update(cases)
        .where(cases.c.id.in_(own), cases.c.quarantine == Quarantine.PAUSE)
        .values(release_at=now)
    )


_OF_UNITS = (cases.c.unit.in_(bindparam("units", expanding=True)), cases.c.quarantined_at > 0)
_COUNT = select(func.count()).select_from(cases).where(*_OF_UNITS)
_MORE = select(cases.c.id).where(*_OF_UNITS).limit(1).offset(MOST_COUNTED)


def count(tx: Tx, units: tuple[str, ...]) -> int:
    """How many cases of these units are in quarantine; counted up to just over MOST_COUNTED."""
    if tx.execute(_MORE, {"units": units}).one_or_none() is not None:
        return MOST_COUNTED + 1
    return int(tx.execute(_COUNT, {"units": units}).scalar_one())


def page(tx: Tx, units: tuple[str, ...], *, after: str | None, size: int) -> CasePage:
    """One page of cases in quarantine, oldest first."""
    return list_page(tx, _QUARANTINE, [(unit,) for unit in units], after, size)
