"""Tasks of units: opened once for each matter, listed and finished."""

from typing import Any

from sqlalchemy import Row, bindparam, select, update

from domain.core.errors import NotFound
from domain.tasks import LETTERS, Task, TaskKind
from storage.engine.database import Tx
from storage.engine.tables import cases, tasks
from storage.engine.upsert import insert_new

_LISTED = select(
    tasks.c.id,
    tasks.c.unit,
    tasks.c.kind,
    tasks.c.about,
    tasks.c.opened_at,
    tasks.c.case_id,
    cases.c.number,
).select_from(tasks.outerjoin(cases, cases.c.id == tasks.c.case_id))
_BY_ID = _LISTED.where(tasks.c.id == bindparam("id"))
_BY_DEDUPE = _LISTED.where(tasks.c.dedupe == bindparam("dedupe"))
_OF_UNITS = (
    _LISTED.where(tasks.c.unit.in_(bindparam("units", expanding=True)), tasks.c.done_at.is_(None))
    .order_by(tasks.c.id)
    .limit(bindparam("limit"))
)
_AGAIN = update(tasks).where(tasks.c.dedupe == bindparam("b_dedupe"), tasks.c.done_at.is_not(None))


def open_task(
    tx: Tx, task_kind: TaskKind, *, unit: str, about: str, case_id: int | None, now: int
) -> Task | None:
    """Open a task, or reopen a finished one; None if the same one is open."""
    dedupe = _dedupe(task_kind, about, case_id)
    values = {
        "unit": unit,
        "kind": task_kind.value,
        "about": about,
        "case_id": case_id,
        "opened_at": now,
        "done_at": None,
        "done_by": None,
    }
    if not insert_new(tx, tasks, {"dedupe": dedupe}, values):
        again = tx.execute(_AGAIN, {"b_dedupe": dedupe, **values})
        if not again.rowcount:
            return None
    return _task(tx.execute(_BY_DEDUPE, {"dedupe": dedupe}).one())


def get(tx: Tx, task_id: int) -> Task:
    """A task by its row id, done or not."""
    row = tx.execute(_BY_ID, {"id": task_id}).one_or_none()
    if row is None:
        raise NotFound("task-unknown")
    return _task(row)


def of_units(tx: Tx, units: tuple[str, ...], *, limit: int) -> tuple[Task, ...]:
    """The open tasks of these units, oldest first."""
    rows = tx.execute(_OF_UNITS, {"units": units, "limit": limit}).all()
    return tuple(map(_task, rows))


def finish(tx: Tx, task_id: int, who: str, now: int) -> bool:
    """Finish a task; False if it was finished before."""
    done = tx.execute(
        update(tasks)
        .where(tasks.c.id == task_id, tasks.c.done_at.is_(None))
        .values(done_at=now, done_by=who)
    )
    return bool(done.rowcount)


def end_letters(tx: Tx, case_id: int, about: str, who: str, now: int) -> None:
    """Finish the tasks about letters of this case that did not reach this unit or provider."""
    known = [_dedupe(kind, about, case_id) for kind in sorted(LETTERS)]
    tx.execute(
        update(tasks)
        .where(tasks.c.dedupe.in_(known), tasks.c.done_at.is_(None))
        .values(done_at=now, done_by=who)
    )


def _dedupe(task_kind: TaskKind, about: str, case_id: int | None) -> str:
    return f"{task_kind}:{about}:{case_id or 0}"


def _task(row: Row[Any]) -> Task:
    return Task(
        id=row.id,
        unit=row.unit,
        task_kind=row.kind,
        about=row.about,
        opened_at=row.opened_at,
        case_id=row.case_id,
        number=row.number or "",
    )
