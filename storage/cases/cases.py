"""Cases: create, change, and the lists of staff, each with its index."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import (
    ColumnElement,
    Row,
    and_,
    bindparam,
    false,
    func,
    insert,
    select,
    true,
    tuple_,
    update,
)

from domain.case import Case, Outcome, Priority
from domain.core.errors import MovedOn, NotFound
from domain.misuse import Quarantine
from domain.status import OPEN, OWED, Status
from storage.engine import keyset
from storage.engine.database import Tx
from storage.engine.keyset import IndexScan, Key, KeyRange
from storage.engine.tables import cases
from storage.reported_accounts import case_accounts
from storage.reporting import hosts

_NAMES = Case.__struct_fields__
COLUMNS = tuple(cases.c[name] for name in _NAMES)
_SOME = select(*COLUMNS).where(cases.c.id.in_(bindparam("ids", expanding=True)))
_QUEUE = ("urgency", "opened_at", "id")  # danger first, then the oldest
_OWED_BY = IndexScan(columns=("unit", "waiting"), key=_QUEUE, only=("worked_on",))
"""A unit's queue: danger first, then the oldest.

    SELECT cases.urgency AS k0, cases.opened_at AS k1, cases.id AS k2
    FROM cases
    WHERE cases.unit = :prefix_0_0 AND cases.waiting = :prefix_0_1
    AND (cases.urgency, cases.opened_at, cases.id) > (:after_0, :after_1, :after_2)
    AND (cases.urgency, cases.opened_at, cases.id) <= (:to_0, :to_1, :to_2)
    AND cases.quarantined_at IS NULL
    ORDER BY k0, k1, k2 LIMIT :size
"""
TAKEN_BY = IndexScan(columns=("assignee", "status"), key=_QUEUE, also=("units", "worked_on"))
"""A person's own cases, in the same order.

    SELECT cases.urgency AS k0, cases.opened_at AS k1, cases.id AS k2
    FROM cases
    WHERE cases.assignee = :prefix_0_0 AND cases.status = :prefix_0_1
    AND (cases.urgency, cases.opened_at, cases.id) > (:after_0, :after_1, :after_2)
    AND (cases.urgency, cases.opened_at, cases.id) <= (:to_0, :to_1, :to_2)
    AND CASE WHEN (cases.unit IN (:units) AND cases.quarantined_at IS NULL) THEN 1 ELSE 0 END = 1
    ORDER BY k0, k1, k2 LIMIT :size
"""


_OPEN = insert(cases).returning(cases.c.id)


def open_case(tx: Tx, case: Case) -> Case:
    """Store a new case (the database assigns its `id`) and return it."""
    values = {name: getattr(case, name) for name in _NAMES if name != "id"}
    case_id = tx.execute(
        _OPEN,
        {
            **values,
            "urgency": _urgency(case),
            "waiting": case.status in OWED and case.quarantined_at is None,
        },
    ).scalar_one()
    return replace(case, id=case_id)


def _urgency(case: Case) -> int:
    return 0 if case.priority is Priority.DANGER else 1


_BY_ID = select(*COLUMNS).where(cases.c.id == bindparam("case"))


def get(tx: Tx, case_id: int) -> Case:
    """A case by its row id."""
    row = tx.execute(_BY_ID, {"case": case_id}).one_or_none()
    if row is None:
        raise NotFound("case-unknown")
    return read(row)


def by_number(tx: Tx, number: str) -> Case:
    """A case by its case number."""
    row = tx.execute(select(*COLUMNS).where(cases.c.number == number)).one_or_none()
    if row is None:
        raise NotFound("case-unknown")
    return read(row)


def change(tx: Tx, case_id: int, *, seen: int, **values: Any) -> Case:
    """Store a changed case; raises MovedOn if it was changed since version `seen`."""
    if values.keys() & {"status", "quarantined_at"}:
        values["waiting"] = _waiting(values)
    row = tx.execute(
        update(cases)
        .where(cases.c.id == case_id, cases.c.version == seen)
        .values(**values, version=seen + 1)
        .returning(*COLUMNS)
    ).one_or_none()
    if row is None:
        raise MovedOn("case-moved-on")
    if moved := {name: value for name, value in values.items() if name in hosts.COPIED}:
        hosts.move(tx, case_id, moved)
    changed = read(row)
    if changed.accounts and values.keys() & case_accounts.COPIED:
        case_accounts.follow(tx, changed)
    return changed


def _waiting(values: dict[str, Any]) -> ColumnElement[bool]:
    """Whether the changed case is in its unit's queue: never while it is in quarantine."""
    owed: ColumnElement[bool] = cases.c.status.in_(OWED)
    free: ColumnElement[bool] = cases.c.quarantined_at.is_(None)
    if "status" in values:
        owed = true() if values["status"] in OWED else false()
    if "quarantined_at" in values:
        free = true() if values["quarantined_at"] is None else false()
    return and_(owed, free)


_AT_WORK = _SOME.where(cases.c.status.in_(OPEN), cases.c.quarantined_at.is_(None))


def at_work(tx: Tx, ids: Iterable[int]) -> dict[int, Case]:
    """Those of these cases that are open and being worked on."""
    rows = tx.execute(_AT_WORK, {"ids": tuple(ids)}).all()
    return {row.id: read(row) for row in rows}


def by_ids(tx: Tx, ids: Iterable[int]) -> dict[int, Case]:
    """These cases, whatever their state."""
    return {row.id: read(row) for row in tx.execute(_SOME, {"ids": tuple(ids)}).all()}


_ENDED = _SOME.where(
    cases.c.status.in_((Status.CLOSED, Status.NOT_ACCEPTED, Status.ARCHIVED)),
    cases.c.quarantined_at.is_(None),
)


def ended(tx: Tx, ids: Iterable[int]) -> dict[int, Case]:
    """Those of these cases that have ended by a decision and whose contents are still kept."""
    rows = tx.execute(_ENDED, {"ids": tuple(ids)}).all()
    return {row.id: read(row) for row in rows}


def mark_seen(tx: Tx, case_id: int, now: int | None) -> None:
    """Store that staff have opened the evidence; None: not all of it. The version stays."""
    tx.execute(update(cases).where(cases.c.id == case_id).values(evidence_seen_at=now))


class CasePage(Struct, frozen=True, kw_only=True):
    """One page of a list; `after` is the cursor of the next, None on the last page."""

    cases: tuple[Case, ...]
    after: str | None


def queue(tx: Tx, units: tuple[str, ...], *, after: str | None, size: int) -> CasePage:
    """The queue of these units: danger first, then the oldest."""
    return list_page(tx, _OWED_BY, [(unit, True) for unit in units], after, size)


def queue_key(case: Case) -> str:
    """The place of a case in the queue: the cursor of a page that begins after it."""
    return f"{_urgency(case)}.{case.opened_at}.{case.id}"


def of_assignee(
    tx: Tx,
    who: str,
    units: tuple[str, ...],
    *,
    after: str | None,
    size: int,
    among: frozenset[Status] = OWED,
) -> CasePage:
    """A person's own cases in these units and states (`among`), in the queue's order."""
    taken = [(who, status) for status in Status if status in among]
    return list_page(tx, TAKEN_BY, taken, after, size, units=units)


def list_page(
    tx: Tx,
    scan: IndexScan,
    prefixes: list[keyset.Prefix],
    after: str | None,
    size: int,
    **params: Any,
) -> CasePage:
    """One page of a list that an index sorts; `after` is the key of the last page's last row."""
    last = tuple(int(part) for part in after.split(".")) if after is not None else None
    keys = keyset.page_keys(tx, scan, prefixes, size + 1, within=KeyRange(last), params=params)
    shown = keys[:size]
    more = ".".join(map(str, shown[-1])) if len(keys) > size else None
    return CasePage(cases=by_keys(tx, shown), after=more)


def by_keys(tx: Tx, keys: tuple[Key, ...]) -> tuple[Case, ...]:
    """The cases whose ids are the last parts of these keys, in this order."""
    if not keys:
        return ()
    ids = [key[-1] for key in keys]
    found = {row.id: row for row in tx.execute(_SOME, {"ids": ids})}
    return tuple(read(found[each]) for each in ids)


def open_of(tx: Tx, units: Iterable[str], *, limit: int) -> tuple[Case, ...]:
    """Open cases of these units, in the queue or not; danger first."""
    rows = tx.execute(
        select(*COLUMNS)
        .where(cases.c.unit.in_(tuple(units)), cases.c.status.in_(tuple(OPEN)))
        .order_by(cases.c.urgency, cases.c.id)
        .limit(limit)
    ).all()
    return tuple(read(row) for row in rows)


def count_open(tx: Tx, unit: str) -> int:
    """How many cases of a unit are open."""
    count: int = tx.execute(
        select(func.count())
        .select_from(cases)
        .where(cases.c.unit == unit, cases.c.status.in_(tuple(OPEN)))
    ).scalar_one()
    return count


def paused_between(tx: Tx, after: tuple[int, int], before: int, *, limit: int) -> tuple[Case, ...]:
    """Cases whose reporter was asked before this moment and has not answered, oldest first.

    Only those after the place `after`: the time of a question and the row id of its case.
    """
    place = tuple_(cases.c.paused_at, cases.c.id)
    rows = tx.execute(
        select(*COLUMNS)
        .where(
            cases.c.status == Status.NEEDS_INFO,
            cases.c.paused_at < before,
            cases.c.paused_at >= after[0],
            place > after,
        )
        .order_by(cases.c.paused_at, cases.c.id)
        .limit(limit)
    ).all()
    return tuple(read(row) for row in rows)


def opened_between(
    tx: Tx, after: tuple[int, int], since: int, before: int, *, limit: int
) -> tuple[Case, ...]:
    """Cases opened from `since` to `before`, unix seconds, in the order in which they were opened.

    Only those after the place `after`: the time of opening and the row id.
    """
    place = tuple_(cases.c.opened_at, cases.c.id)
    rows = tx.execute(
        select(*COLUMNS)
        .where(
            cases.c.opened_at >= max(since, after[0]),
            cases.c.opened_at <= before,
            place > after,
        )
        .order_by(cases.c.opened_at, cases.c.id)
        .limit(limit)
    ).all()
    return tuple(read(row) for row in rows)


def listed(tx: Tx, *where: Any, by: Any, limit: int) -> tuple[Case, ...]:
    """The first cases that meet conditions, in an order; for other storage modules."""
    rows = tx.execute(select(*COLUMNS).where(*where).order_by(by).limit(limit)).all()
    return tuple(read(row) for row in rows)


def read(row: Row[Any]) -> Case:
    """A row of COLUMNS as a Case."""
    values = dict(zip(_NAMES, row, strict=True))
    values["status"] = Status(values["status"])
    values["priority"] = Priority(values["priority"])
    values["came_from"] = Status(values["came_from"]) if values["came_from"] else None
    values["outcome"] = Outcome(values["outcome"]) if values["outcome"] else None
    values["quarantine"] = Quarantine(values["quarantine"]) if values["quarantine"] else None
    return Case(**values)
