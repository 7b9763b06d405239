"""What is due by the clock: the lists that the sweep reads, each with its index, and its marks."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import exists, or_, select, update

from domain.case import Case
from domain.clockwork import ALARM_SECONDS
from domain.status import Status
from storage import cases
from storage.db import Tx
from storage.tables import cases as table
from storage.tables import decisions

_ARCHIVED = table.c.status == Status.ARCHIVED  # others have a day, too, and are not put away yet
_WORKED_ON = table.c.quarantined_at.is_(None)  # no clock runs for what nobody works on


def to_remind(tx: Tx, now: int, *, limit: int) -> tuple[Case, ...]:
    """Cases of whose deadline staff are to be reminded now."""
    return _due(tx, table.c.remind_at, now, limit, _WORKED_ON)


def words_due(tx: Tx, now: int, *, limit: int) -> tuple[Case, ...]:
    """Cases whose reporter should have had a personal word by now."""
    return _due(tx, table.c.word_due_at, now, limit, _WORKED_ON)


def alarms(tx: Tx, now: int, *, limit: int) -> tuple[Case, ...]:
    """Cases for which people are to be woken now: a life is in danger.

    A round that is further off than the next one was set by a clock that ran ahead.
    """
    found = _due(tx, table.c.alarm_at, now, limit)
    strayed = table.c.alarm_at > now + ALARM_SECONDS
    return found + cases.listed(tx, strayed, by=table.c.alarm_at, limit=limit - len(found))


def late(tx: Tx, now: int, *, limit: int) -> tuple[Case, ...]:
    """Cases whose deadline has passed, longest ago first."""
    return cases.listed(
        tx,
        table.c.waiting.is_(True),
        table.c.due_at < now,
        _WORKED_ON,
        by=table.c.due_at,
        limit=limit,
    )


def ended(tx: Tx, status: Status, before: int, now: int, *, limit: int) -> tuple[Case, ...]:
    """Cases of this state that ended before a moment and may not be appealed against any more."""
    appealable = exists().where(decisions.c.case_id == table.c.id, decisions.c.appeal_until >= now)
    return cases.listed(
        tx,
        table.c.status == status,
        table.c.closed_at < before,
        table.c.held_at.is_(None),
        ~appealable,
        by=table.c.closed_at,
        limit=limit,
    )


def to_purge(tx: Tx, now: int, *, limit: int) -> tuple[Case, ...]:
    """Archived cases whose contents have been kept long enough; a legal hold keeps them longer."""
    return _due(tx, table.c.retain_until, now, limit, _ARCHIVED, table.c.held_at.is_(None))


def held_past(tx: Tx, now: int, *, limit: int) -> tuple[Case, ...]:
    """Cases that a legal hold alone keeps from being emptied."""
    return _due(tx, table.c.retain_until, now, limit, _ARCHIVED, table.c.held_at.is_not(None))


def kinds(tx: Tx, statuses: Collection[Status], *, promised: bool) -> tuple[tuple[str, str], ...]:
    """Category and sub-category of all that ended, in these states, with a fixed day or without."""
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
    """Keep all such cases so long after their end at least; none is kept less long by that."""
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
    """Change what the clock keeps of a case; False where somebody has moved it meanwhile.

    The version stays: nobody's open card goes stale because somebody was reminded.
    """
    marked = tx.execute(
        update(table)
        .where(table.c.id == case.id, table.c.version == case.version, *_as_seen(case, values))
        .values(**values)
    )
    return bool(marked.rowcount)


def _as_seen(case: Case, names: Iterable[str]) -> list[Any]:
    return [table.c[name].is_not_distinct_from(getattr(case, name)) for name in names]
