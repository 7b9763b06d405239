"""Decisions that wait for a second person: who was notified, and the task for them."""

from collections.abc import Collection, Iterable
from hashlib import blake2b

from sqlalchemy import bindparam, func, or_, select, update

from domain.case import Case, Parties, is_change
from domain.network.people import Role
from domain.status import Status
from domain.tasks import TaskKind
from storage.cases import cases, own_marks
from storage.engine.database import Tx
from storage.engine.tables import cases as case_rows
from storage.engine.tables import (
    decisions,
    grants,
    outbox,
    people,
    reporter_links,
    reports,
    tasks,
)
from storage.engine.upsert import upsert
from storage.network.people import admin_whos
from storage.queues import pending_news
from storage.queues.outbox import NoticeState

_NOTIFIED = (NoticeState.WAITING, NoticeState.SENT, NoticeState.UNCERTAIN, NoticeState.HELD)


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


def notified(tx: Tx, whos: Collection[str], case_id: int, kind: str, since: int) -> frozenset[str]:
    """Those of these people who got this notice about a case since then, or have it queued."""
    found = tx.execute(
        select(outbox.c.recipient).where(
            outbox.c.recipient.in_(tuple(whos)),
            outbox.c.state.in_(_NOTIFIED),
            outbox.c.case_id == case_id,
            outbox.c.kind == kind,
            outbox.c.created_at >= since,
        )
    )
    return frozenset(found.scalars()) | pending_news.notified(tx, whos, case_id, kind, since)


def judged(tx: Tx, case_id: int) -> frozenset[str]:
    """Who took or confirmed the current decision, or judged an appeal against it.

    A change that is not confirmed does not count: its author may judge again after it is sent back.
    """
    stands = (
        select(func.max(decisions.c.id))
        .where(decisions.c.case_id == case_id, decisions.c.appeal_until.is_not(None))
        .scalar_subquery()
    )
    found = select(decisions.c.decided_by, decisions.c.confirmed_by).where(
        decisions.c.case_id == case_id,
        decisions.c.id >= stands,
        decisions.c.confirmed_by.is_not(None),
    )
    return frozenset(who for row in tx.execute(found).all() for who in row)


_REPORTED = (
    select(reporter_links.c.who, reporter_links.c.report_id, reporter_links.c.staff_mark)
    .join(reports, reports.c.id == reporter_links.c.report_id)
    .where(
        reports.c.case_id == bindparam("case"),
        or_(
            reporter_links.c.who.in_(bindparam("whos", expanding=True)),
            reporter_links.c.staff_mark.is_not(None),
        ),
    )
)


def reported(tx: Tx, case_id: int, whos: Collection[str]) -> frozenset[str]:
    """Those of these people who filed a report of a case, withdrawn or not.

    Of those who were unlinked, only who was staff then is known.
    """
    if not whos:
        return frozenset()
    found = tx.execute(_REPORTED, {"case": case_id, "whos": tuple(whos)}).all()
    marks = {row.report_id: row.staff_mark for row in found if row.staff_mark is not None}
    linked = frozenset(row.who for row in found if row.who is not None)
    return linked | own_marks.owners(tx, marks, whos) if marks else linked


def parties(tx: Tx, case: Case, whos: Collection[str]) -> Parties:
    """Which of these people had a part in a case that bars them from moves on it."""
    waits = case.status is Status.APPEALED or is_change(case)
    return Parties(
        judged=judged(tx, case.id) if waits else frozenset(),
        reported=reported(tx, case.id, whos),
    )


def authority(tx: Tx, now: int, *more: object) -> int:
    """A number that changes when anybody gains or loses the right to review, or reachability.

    `more` are further values that it depends on.
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


def keep_task(
    tx: Tx, task_kind: TaskKind, *, unit: str, about: str, case_id: int, now: int
) -> None:
    """Open the task to review a case, or move it to another unit; there is one per case."""
    same = (tasks.c.unit == unit, tasks.c.kind == task_kind.value, tasks.c.done_at.is_(None))
    if tx.execute(select(tasks.c.id).where(tasks.c.dedupe == _dedupe(case_id), *same)).first():
        return
    values = {"unit": unit, "kind": task_kind.value, "about": about, "case_id": case_id}
    fresh = {"opened_at": now, "done_at": None, "done_by": None}
    upsert(tx, tasks, {"dedupe": _dedupe(case_id)}, {**values, **fresh})


def end_task(tx: Tx, case_id: int, who: str, now: int) -> None:
    """Finish the task to review a case: nobody has to, or those who have to need no task."""
    tx.execute(
        update(tasks)
        .where(tasks.c.dedupe == _dedupe(case_id), tasks.c.done_at.is_(None))
        .values(done_at=now, done_by=who)
    )


def _dedupe(case_id: int) -> str:
    return f"judge:{case_id}"
