"""Tasks of units: opened once for each matter, listed, and ticked off."""

from typing import Any

from sqlalchemy import Row, Select, select, update

from domain.errors import NotFound
from domain.tasks import Chore, Task
from storage.db import Tx
from storage.tables import cases, tasks
from storage.upsert import insert_new


def open_task(
    tx: Tx, chore: Chore, *, unit: str, about: str, case_id: int | None, now: int
) -> Task | None:
    """Open a task, or again where it was done; None where the same one is open already."""
    dedupe = f"{chore}:{about}:{case_id or 0}"
    values = {
        "unit": unit,
        "kind": chore.value,
        "about": about,
        "case_id": case_id,
        "opened_at": now,
        "done_at": None,
        "done_by": None,
    }
    if not insert_new(tx, tasks, {"dedupe": dedupe}, values):
        again = tx.execute(
            update(tasks)
            .where(tasks.c.dedupe == dedupe, tasks.c.done_at.is_not(None))
            .values(**values)
        )
        if not again.rowcount:
            return None
    return _task(tx.execute(_listed().where(tasks.c.dedupe == dedupe)).one())


def get(tx: Tx, task_id: int) -> Task:
    """A task by its row id, done or not."""
    row = tx.execute(_listed().where(tasks.c.id == task_id)).one_or_none()
    if row is None:
        raise NotFound("task-unknown")
    return _task(row)


def of_units(tx: Tx, units: tuple[str, ...], *, limit: int) -> tuple[Task, ...]:
    """What these units have to see to, the oldest first."""
    rows = tx.execute(
        _listed()
        .where(tasks.c.unit.in_(units), tasks.c.done_at.is_(None))
        .order_by(tasks.c.id)
        .limit(limit)
    ).all()
    return tuple(map(_task, rows))


def finish(tx: Tx, task_id: int, who: str, now: int) -> bool:
    """Tick a task off; False where somebody had done so before."""
    done = tx.execute(
        update(tasks)
        .where(tasks.c.id == task_id, tasks.c.done_at.is_(None))
        .values(done_at=now, done_by=who)
    )
    return bool(done.rowcount)


def _listed() -> Select[Any]:
    return select(
        tasks.c.id,
        tasks.c.unit,
        tasks.c.kind,
        tasks.c.about,
        tasks.c.opened_at,
        tasks.c.case_id,
        cases.c.number,
    ).select_from(tasks.outerjoin(cases, cases.c.id == tasks.c.case_id))


def _task(row: Row[Any]) -> Task:
    return Task(
        id=row.id,
        unit=row.unit,
        chore=row.kind,
        about=row.about,
        opened_at=row.opened_at,
        case_id=row.case_id,
        number=row.number or "",
    )
