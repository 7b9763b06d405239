"""What members of staff chose to be told when, and when their next digest is due."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, bindparam, case, delete, select, update

from domain.notices.preferences import NoticeMode, Preferences
from storage.engine.database import Tx
from storage.engine.notice_tables import notice_preferences
from storage.engine.upsert import insert_for, upsert

_ALL = select(notice_preferences)
_SOME = _ALL.where(notice_preferences.c.who.in_(bindparam("whos", expanding=True)))


class DueDigest(Struct, frozen=True, kw_only=True):
    """A person whose digest is due, and since when."""

    who: str
    preferences: Preferences
    due_at: int


def of(tx: Tx, whos: Collection[str]) -> dict[str, Preferences]:
    """What these people chose; those who chose nothing have the defaults."""
    found = dict.fromkeys(whos, Preferences())
    rows = tx.execute(_SOME, {"whos": tuple(found)}).all()
    return found | {row.who: _read(row) for row in rows}


def put(tx: Tx, who: str, chosen: Preferences, now: int) -> None:
    """Store what a person chose."""
    start, end = chosen.quiet or (None, None)
    values = {
        "mode": chosen.mode or "",
        "times": " ".join(map(str, chosen.times)),
        "quiet_from": start,
        "quiet_to": end,
        "changed_at": now,
    }
    upsert(tx, notice_preferences, {"who": who}, values)


def bring_due(tx: Tx, who: str, due_at: int) -> None:
    """A digest is due by then; an earlier one stays so."""
    values = {"mode": "", "times": _USUAL, "changed_at": 0, "due_at": due_at}
    tx.execute(_bring_due(tx.sql.dialect.name), {"who": who, **values})


_USUAL = " ".join(map(str, Preferences().times))


@lru_cache
def _bring_due(dialect: str) -> Any:
    row = insert_for(dialect, notice_preferences)
    there = notice_preferences.c.due_at
    return row.on_conflict_do_update(
        index_elements=["who"],
        set_={"due_at": case((there < row.excluded.due_at, there), else_=row.excluded.due_at)},
    )


def set_due(tx: Tx, who: str, due_at: int | None) -> None:
    """When the next digest is due; None: not before there is something to tell."""
    tx.execute(
        update(notice_preferences).where(notice_preferences.c.who == who).values(due_at=due_at)
    )


def due(tx: Tx, now: int, *, limit: int) -> tuple[DueDigest, ...]:
    """The people whose digest is due, the longest due first."""
    rows = tx.execute(
        _ALL.where(notice_preferences.c.due_at <= now)
        .order_by(notice_preferences.c.due_at, notice_preferences.c.who)
        .limit(limit)
    ).all()
    return tuple(DueDigest(who=row.who, preferences=_read(row), due_at=row.due_at) for row in rows)


def told_at(tx: Tx, who: str) -> int | None:
    """When the person last got a digest; None if never."""
    column = notice_preferences.c
    found: int | None = tx.execute(
        select(column.told_at).where(column.who == who)
    ).scalar_one_or_none()
    return found


def set_told(tx: Tx, who: str, now: int) -> None:
    """The person has got a digest."""
    tx.execute(
        update(notice_preferences).where(notice_preferences.c.who == who).values(told_at=now)
    )


def chosen(tx: Tx, who: str) -> Preferences | None:
    """What the person chose, None if nothing."""
    where = notice_preferences.c.who == who, notice_preferences.c.changed_at > 0
    row = tx.execute(_ALL.where(*where)).one_or_none()
    return None if row is None else _read(row)


def forget(tx: Tx, who: str, until: int) -> None:
    """Erase what the person chose until then."""
    mine = notice_preferences.c.who == who, notice_preferences.c.changed_at <= until
    tx.execute(delete(notice_preferences).where(*mine))


def _read(row: Row[Any]) -> Preferences:
    quiet = None if row.quiet_from is None else (row.quiet_from, row.quiet_to)
    return Preferences(
        mode=NoticeMode(row.mode) if row.mode else None,
        times=tuple(map(int, row.times.split())),
        quiet=quiet,
    )
