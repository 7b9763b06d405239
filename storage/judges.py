"""Decisions that wait for a second person: who was told of them, and the task that says so."""

from collections.abc import Collection, Iterable
from hashlib import blake2b

from sqlalchemy import func, or_, select, update

from domain.case import Case
from domain.people import Role
from domain.status import Status
from domain.tasks import Chore
from storage import cases
from storage.db import Tx
from storage.outbox import State
from storage.people import admin_whos
from storage.tables import cases as case_rows
from storage.tables import decisions, grants, outbox, people, tasks
from storage.upsert import upsert

_TOLD = (State.WAITING, State.SENT, State.UNCERTAIN, State.HELD)


def waiting(
    tx: Tx, units: Iterable[str], statuses: Collection[Status], *, after: int, limit: int
) -> tuple[Case, ...]:
    """The next cases of these units in one of these states, by their numbers."""
    return cases.listed(
        tx,
        case_rows.c.unit.in_(tuple(units)),
        case_rows.c.status.in_(tuple(statuses)),
        case_rows.c.id > after,
        by=case_rows.c.id,
        limit=limit,
    )


def reachable(tx: Tx, whos: Collection[str]) -> frozenset[str]:
    """Those of these people who can be written to."""
    there = people.c.who.in_(tuple(whos)), people.c.unreachable_at.is_(None)
    return frozenset(tx.execute(select(people.c.who).where(*there)).scalars())


def told(tx: Tx, whos: Collection[str], case_id: int, kind: str, since: int) -> frozenset[str]:
    """Those of these people who were told this of a case since then, or are about to be."""
    found = tx.execute(
        select(outbox.c.recipient).where(
            outbox.c.recipient.in_(tuple(whos)),
            outbox.c.state.in_(_TOLD),
            outbox.c.case_id == case_id,
            outbox.c.kind == kind,
            outbox.c.created_at >= since,
        )
    )
    return frozenset(found.scalars())


def judged(tx: Tx, case_id: int) -> frozenset[str]:
    """Who has judged an appeal against the decision that stands."""
    stands = (
        select(func.max(decisions.c.id))
        .where(decisions.c.case_id == case_id, decisions.c.appeal_until.is_not(None))
        .scalar_subquery()
    )
    found = select(decisions.c.decided_by).where(
        decisions.c.case_id == case_id, decisions.c.kind == "appeal", decisions.c.id > stands
    )
    return frozenset(tx.execute(found).scalars())


def authority(tx: Tx, now: int, *more: object) -> int:
    """A number that changes when somebody gains or loses the right to judge anything.

    Or can be written to again, or no longer; `more` is what else it hangs on.
    """
    leading = or_(grants.c.role >= int(Role.LEAD), grants.c.deputy_until > now)
    leads = (
        select(grants.c.who, grants.c.unit, people.c.unreachable_at.is_(None))
        .join(people, people.c.who == grants.c.who)
        .where(leading)
        .order_by(grants.c.who, grants.c.unit)
    )
    admins = (
        select(people.c.who, people.c.unreachable_at.is_(None))
        .where(people.c.who.in_(tuple(admin_whos(tx))))
        .order_by(people.c.who)
    )
    rows = [tuple(map(str, row)) for each in (leads, admins) for row in tx.execute(each).all()]
    return int.from_bytes(blake2b(repr((rows, more)).encode(), digest_size=6).digest(), "big")


def keep_task(tx: Tx, chore: Chore, *, unit: str, about: str, case_id: int, now: int) -> None:
    """The one task that says who is to look at a case again: opened, or moved to another unit."""
    same = (tasks.c.unit == unit, tasks.c.kind == chore.value, tasks.c.done_at.is_(None))
    if tx.execute(select(tasks.c.id).where(tasks.c.dedupe == _dedupe(case_id), *same)).first():
        return
    values = {"unit": unit, "kind": chore.value, "about": about, "case_id": case_id}
    fresh = {"opened_at": now, "done_at": None, "done_by": None}
    upsert(tx, tasks, {"dedupe": _dedupe(case_id)}, {**values, **fresh})


def end_task(tx: Tx, case_id: int, who: str, now: int) -> None:
    """Nobody has to look again, or those do who need no task for it."""
    tx.execute(
        update(tasks)
        .where(tasks.c.dedupe == _dedupe(case_id), tasks.c.done_at.is_(None))
        .values(done_at=now, done_by=who)
    )


def _dedupe(case_id: int) -> str:
    return f"judge:{case_id}"
