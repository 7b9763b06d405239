"""What scheduled jobs read and write of cases: lists of due cases, each read by an index."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import exists, func, or_, select, update

from domain.case import Case, Priority
from domain.clocks.clock_trust import FAR
from domain.clocks.stray import MARGIN, WrongTimes
from domain.clockwork import ALARM_SECONDS
from domain.status import ENDED, Status
from storage.cases import cases
from storage.engine.database import Tx
from storage.engine.removal_tables import removals
from storage.engine.tables import cases as table
from storage.engine.tables import decisions

NOTHING_OWED: Mapping[str, Any] = {
    "due_at": None,
    "due_from": None,
    "due_days": None,
    "answer_until": None,
    "remind_at": None,
    "alarm_at": None,
    "word_due_at": None,
    "paused_at": None,
    "overdue_level": 0,
    "escalated_to": None,
    "quarantined_at": None,
    "quarantine": None,
    "release_at": None,
    "came_from": None,
}
"""The columns of a case without deadlines, and without a state to return to."""

_ARCHIVED = table.c.status == Status.ARCHIVED  # other states may have `retain_until`, too
_WORKED_ON = table.c.quarantined_at.is_(None)  # cases in quarantine have no deadlines


def running(tx: Tx, after: int, *, limit: int) -> tuple[Case, ...]:
    """Cases with a deadline, also a suspended one, whose row id is greater than `after`."""
    return cases.listed(
        tx, table.c.due_at.is_not(None), table.c.id > after, by=table.c.id, limit=limit
    )


def to_remind(tx: Tx, now: int, *, limit: int, off: Collection[str] = ()) -> tuple[Case, ...]:
    """Cases whose staff must be reminded of a deadline now; `off` as in `late`."""
    return _due(tx, table.c.remind_at, now, limit, _WORKED_ON, *_at_work(off))


def words_due(tx: Tx, now: int, *, limit: int, off: Collection[str] = ()) -> tuple[Case, ...]:
    """Cases whose reporter should have had a personal word by now; `off` as in `late`."""
    return _due(tx, table.c.word_due_at, now, limit, _WORKED_ON, *_at_work(off))


def alarms(tx: Tx, now: int, *, limit: int) -> tuple[Case, ...]:
    """Cases with danger to life whose next alarm is due now.

    An alarm further in the future than one interval was set by a wrong clock and is due, too.
    """
    found = _due(tx, table.c.alarm_at, now, limit)
    strayed = table.c.alarm_at > now + ALARM_SECONDS
    return found + cases.listed(tx, strayed, by=table.c.alarm_at, limit=limit - len(found))


def late(tx: Tx, now: int, *, limit: int, off: Collection[str] = ()) -> tuple[Case, ...]:
    """Cases whose deadline has passed, longest ago first.

    `off` are the units that do not work today: their cases wait, but for dangers to life.
    """
    return cases.listed(
        tx,
        table.c.waiting.is_(True),
        table.c.due_at < now,
        _WORKED_ON,
        *_at_work(off),
        by=table.c.due_at,
        limit=limit,
    )


def _at_work(off: Collection[str]) -> tuple[Any, ...]:
    if not off:
        return ()
    answers = func.coalesce(table.c.escalated_to, table.c.unit)
    return (or_(answers.not_in(tuple(off)), table.c.priority == Priority.DANGER),)


def ended(tx: Tx, status: Status, before: int, now: int, *, limit: int) -> tuple[Case, ...]:
    """Cases of this state that ended before a moment and can no longer be appealed.

    A case waits while one of its removal requests is open, but no longer than it may be kept.
    """
    appealable = exists().where(decisions.c.case_id == table.c.id, decisions.c.appeal_until >= now)
    asked = exists().where(removals.c.case_id == table.c.id, removals.c.waiting.is_(True))
    return cases.listed(
        tx,
        table.c.status == status,
        table.c.closed_at < before,
        table.c.held_at.is_(None),
        ~appealable,
        ~asked | (table.c.retain_until < now),
        by=table.c.closed_at,
        limit=limit,
    )


def opened_after(tx: Tx, at: int) -> bool:
    """Whether a case with a deadline was opened after this moment."""
    statement = select(table.c.id).where(table.c.opened_at > at, table.c.due_at.is_not(None))
    return tx.execute(statement.limit(1)).first() is not None


def ended_within(tx: Tx, wrong: WrongTimes, *, limit: int) -> tuple[Case, ...]:
    """Ended cases whose end was dated by a wrong clock, at most `limit` of each state and span."""
    spans = (
        table.c.closed_at > wrong.now + FAR,
        table.c.closed_at.between(wrong.since - MARGIN, wrong.until + MARGIN),
    )
    return tuple(
        case
        for status in sorted(ENDED)
        for span in spans
        for case in cases.listed(
            tx, table.c.status == status, span, by=table.c.closed_at, limit=limit
        )
    )


def to_purge(tx: Tx, now: int, *, limit: int) -> tuple[Case, ...]:
    """Archived cases whose retention period is over and that are not on legal hold."""
    return _due(tx, table.c.retain_until, now, limit, _ARCHIVED, table.c.held_at.is_(None))


def held_past(tx: Tx, now: int, *, limit: int) -> tuple[Case, ...]:
    """Cases that are not purged only because of a legal hold."""
    return _due(tx, table.c.retain_until, now, limit, _ARCHIVED, table.c.held_at.is_not(None))


def kinds(tx: Tx, statuses: Collection[Status], *, promised: bool) -> tuple[tuple[str, str], ...]:
    """Categories with subcategories of ended cases in these states.

    Those with `retain_until` if `promised`, else those without.
    """
    fixed = table.c.retain_until.is_not(None) if promised else table.c.retain_until.is_(None)
    rows = tx.execute(
        select(table.c.category, table.c.subcategory)
        .where(table.c.status.in_(tuple(statuses)), table.c.closed_at.is_not(None), fixed)
        .distinct()
    ).all()
    return tuple((row.category, row.subcategory) for row in rows)


def keep(
    tx: Tx, statuses: Collection[Status], category: str, subcategory: str, seconds: int
) -> None:
    """Set `retain_until` of such cases to at least this long after their end; never shorten it."""
    until = table.c.closed_at + seconds
    tx.execute(
        update(table)
        .where(
            table.c.status.in_(tuple(statuses)),
            table.c.closed_at.is_not(None),
            table.c.category == category,
            table.c.subcategory == subcategory,
            or_(table.c.retain_until.is_(None), table.c.retain_until < until),
        )
        .values(retain_until=until)
    )


def _due(tx: Tx, column: Any, now: int, limit: int, *where: Any) -> tuple[Case, ...]:
    return cases.listed(tx, column <= now, *where, by=column, limit=limit)


def mark(tx: Tx, case: Case, **values: int | None) -> bool:
    """Change columns of scheduled jobs; False if the case was moved meanwhile.

    The version stays, so that buttons on open cards stay valid.
    """
    marked = tx.execute(
        update(table)
        .where(table.c.id == case.id, table.c.version == case.version, *_as_seen(case, values))
        .values(**values)
    )
    return bool(marked.rowcount)


def _as_seen(case: Case, names: Iterable[str]) -> list[Any]:
    return [table.c[name].is_not_distinct_from(getattr(case, name)) for name in names]
