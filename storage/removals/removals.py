"""Rows of removal requests; addresses, finding, reason and order are encrypted."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, bindparam, func, insert, select, update

from domain.core.errors import MovedOn, NotFound
from domain.removals.removal import Addressed, Answer, Ask, Check, Removal, State
from storage.engine import keyset
from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.keyset import IndexScan, KeyRange, Prefix
from storage.engine.removal_tables import removals as table

MOST = 50  # requests of one case
_BY_ID = select(table).where(table.c.id == bindparam("id"))
_BY_IDS = select(table).where(table.c.id.in_(bindparam("ids", expanding=True)))
_OF_CASE = (
    select(table)
    .where(table.c.case_id == bindparam("case"))
    .order_by(table.c.id)
    .limit(bindparam("most"))
)
_PLACE = select(func.count()).where(
    table.c.case_id == bindparam("case"), table.c.id <= bindparam("id")
)
_DUE = (
    select(table)
    .where(table.c.remind_at <= bindparam("now"))
    .order_by(table.c.remind_at, table.c.id)
    .limit(bindparam("most"))
)
_BY_US = IndexScan(table="removals", columns=("unit", "waiting"), key=("due_at", "id"))
"""The requests of a unit that are not settled, the first due first.

    SELECT removals.due_at AS k0, removals.id AS k1
    FROM removals
    WHERE removals.unit = :prefix_0_0 AND removals.waiting = :prefix_0_1
    AND (removals.due_at, removals.id) > (:after_0, :after_1)
    AND (removals.due_at, removals.id) <= (:to_0, :to_1) ORDER BY k0, k1 LIMIT :size
"""
_OF_US = IndexScan(table="removals", columns=("addressee", "state"), key=("due_at", "id"))
"""The same of what a unit is asked for, in one state."""
_OF_STATE = IndexScan(table="removals", columns=("unit", "state"), key=("due_at", "id"))
"""The same of a unit's requests in one state."""
_OPEN = (State.ASKED, State.TO_CHECK, State.STUCK)
_TO_DO = (State.ASKED, State.STUCK)
"""What the addressee has not done, or not said so."""


class RemovalPage(Struct, frozen=True, kw_only=True):
    """One page of a list; `after` is the cursor of the next, None on the last page."""

    removals: tuple[Removal, ...]
    after: str | None


def add(tx: Tx, removal: Removal) -> Removal:
    """Store a new request (the database assigns its `id`)."""
    row = tx.execute(
        insert(table)
        .values(
            case_id=removal.case_id,
            unit=removal.unit,
            kind=removal.kind,
            addressee=removal.to,
            ask=removal.what,
            days=removal.days,
            rule=removal.rule,
            sealed=_sealed(tx, removal),
            asked_by=removal.asked_by,
            asked_at=removal.asked_at,
            back=removal.back,
            version=removal.version,
            **_changing(removal),
        )
        .returning(table)
    ).one()
    return _removal(tx, row)


def change(tx: Tx, removal: Removal, *, seen: int) -> Removal:
    """Store a changed request; raises MovedOn if it was changed since version `seen`."""
    row = tx.execute(
        update(table)
        .where(table.c.id == removal.id, table.c.version == seen)
        .values(
            sealed=_sealed(tx, removal),
            back=removal.back,
            version=seen + 1,
            **_changing(removal),
        )
        .returning(table)
    ).one_or_none()
    if row is None:
        raise MovedOn("removal-moved-on")
    return _removal(tx, row)


def set_sent(tx: Tx, removal_id: int, at: int | None) -> None:
    """Store when a request reached its addressee; None: not yet. Its version stays."""
    tx.execute(update(table).where(table.c.id == removal_id).values(sent_at=at))


def get(tx: Tx, removal_id: int) -> Removal:
    """A request by its row id."""
    row = tx.execute(_BY_ID, {"id": removal_id}).one_or_none()
    if row is None:
        raise NotFound("removal-unknown")
    return _removal(tx, row)


def of_case(tx: Tx, case_id: int) -> tuple[Removal, ...]:
    """The requests of a case, oldest first; at most MOST."""
    rows = tx.execute(_OF_CASE, {"case": case_id, "most": MOST}).all()
    return tuple(_removal(tx, row) for row in rows)


def place(tx: Tx, removal: Removal) -> int:
    """The number of a request within its case, from 1."""
    return int(tx.execute(_PLACE, {"case": removal.case_id, "id": removal.id}).scalar_one())


def by_us(tx: Tx, units: Iterable[str], *, after: str | None, size: int) -> RemovalPage:
    """What these units have asked for and is not settled, the first due first."""
    return _page(tx, _BY_US, [(unit, True) for unit in units], after, size)


def of_us(tx: Tx, units: Iterable[str], *, after: str | None, size: int) -> RemovalPage:
    """What these units are asked for and is not settled, the first due first."""
    return _page(tx, _OF_US, _ranges(units, _OPEN), after, size)


def to_do(tx: Tx, units: Iterable[str], *, after: str | None, size: int) -> RemovalPage:
    """What these units are asked for and have not done, the first due first."""
    return _page(tx, _OF_US, _ranges(units, _TO_DO), after, size)


def cases_to_do(tx: Tx, units: Iterable[str], *, most: int) -> tuple[int, ...]:
    """The cases of these requests: one entry for each of the first `most` requests."""
    ids = [key[-1] for key in keyset.page_keys(tx, _OF_US, _ranges(units, _TO_DO), most)]
    if not ids:
        return ()
    return tuple(tx.execute(select(table.c.case_id).where(table.c.id.in_(ids))).scalars())


def to_check(tx: Tx, units: Iterable[str], *, after: str | None, size: int) -> RemovalPage:
    """What these units have asked for and was answered: somebody must look, the first due first."""
    return _page(tx, _OF_STATE, [(unit, State.TO_CHECK) for unit in units], after, size)


def count_to_check(tx: Tx, units: Iterable[str], *, most: int) -> int:
    """How many these are, counted no further than `most`."""
    return len(keyset.page_keys(tx, _OF_STATE, [(each, State.TO_CHECK) for each in units], most))


def due(tx: Tx, now: int, *, limit: int) -> tuple[Removal, ...]:
    """The requests that the clock must look at now, longest ago first."""
    rows = tx.execute(_DUE, {"now": now, "most": limit}).all()
    return tuple(_removal(tx, row) for row in rows)


def ordered(tx: Tx, after: int, *, limit: int) -> tuple[Removal, ...]:
    """Open requests with a deadline in working days, whose row id is greater than `after`."""
    rows = tx.execute(
        select(table)
        .where(table.c.due_from.is_not(None), table.c.id > after)
        .order_by(table.c.id)
        .limit(limit)
    ).all()
    return tuple(_removal(tx, row) for row in rows)


def forget_words(tx: Tx, case_id: int) -> None:
    """Erase addresses, findings and reasons of a case's requests; what was asked stays."""
    rows = tx.execute(select(table.c.id, table.c.asked_at).where(table.c.case_id == case_id)).all()
    for row in rows:
        empty = tx.cipher.seal_json(_NO_WORDS, _at(row.asked_at))
        tx.execute(update(table).where(table.c.id == row.id).values(sealed=empty))


def _ranges(units: Iterable[str], states: Iterable[State]) -> list[Prefix]:
    return list(product(units, states))


def _page(
    tx: Tx, scan: IndexScan, ranges: Sequence[Prefix], after: str | None, size: int
) -> RemovalPage:
    last = tuple(int(part) for part in after.split(".")) if after is not None else None
    keys = keyset.page_keys(tx, scan, ranges, size + 1, within=KeyRange(last))
    shown = keys[:size]
    more = ".".join(map(str, shown[-1])) if len(keys) > size else None
    if not shown:
        return RemovalPage(removals=(), after=None)
    found = {row.id: row for row in tx.execute(_BY_IDS, {"ids": [key[-1] for key in shown]})}
    return RemovalPage(
        removals=tuple(_removal(tx, found[key[-1]]) for key in shown if key[-1] in found),
        after=more,
    )


def _changing(removal: Removal) -> dict[str, Any]:
    """The columns that change while a request is worked on."""
    return {
        "due_at": removal.due_at,
        "state": removal.state,
        "waiting": removal.state is not State.SETTLED,
        "answer": removal.answer,
        "answered_by": removal.answered_by,
        "answered_at": removal.answered_at,
        "seen": removal.check,
        "checked_by": removal.checked_by,
        "checked_at": removal.checked_at,
        "remind_at": removal.remind_at if removal.state is State.ASKED else None,
        "due_from": removal.due_from if removal.state is State.ASKED else None,
        "due_days": removal.due_days if removal.state is State.ASKED else None,
        "overdue_level": removal.overdue_level,
    }


_NO_WORDS = {"addresses": [], "facts": "", "told": "", "reason": "", "order": ""}


def _sealed(tx: Tx, removal: Removal) -> bytes:
    body = {
        "addresses": list(removal.addresses),
        "facts": removal.facts,
        "told": removal.told,
        "reason": removal.reason,
        "order": removal.order,
    }
    return tx.keys.seal_json(Holder.CASE, removal.case_id, body, _at(removal.asked_at))


def _at(asked_at: int) -> str:
    return f"removals.sealed:{asked_at}"


def _removal(tx: Tx, row: Row[Any]) -> Removal:
    body = tx.cipher.open_json(row.sealed, _at(row.asked_at))
    return Removal(
        id=row.id,
        case_id=row.case_id,
        unit=row.unit,
        kind=Addressed(row.kind),
        to=row.addressee,
        told=body["told"],
        what=Ask(row.ask),
        days=row.days,
        addresses=tuple(body["addresses"]),
        rule=row.rule,
        facts=body["facts"],
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        due_at=row.due_at,
        state=State(row.state),
        answer=Answer(row.answer) if row.answer is not None else None,
        reason=body["reason"],
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        check=Check(row.seen) if row.seen is not None else None,
        checked_by=row.checked_by,
        checked_at=row.checked_at,
        back=row.back,
        remind_at=row.remind_at,
        overdue_level=row.overdue_level,
        order=body["order"],
        sent_at=row.sent_at,
        due_from=row.due_from,
        due_days=row.due_days,
        version=row.version,
    )
