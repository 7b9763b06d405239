"""Tasks for the unit above a unit that cannot be reached; its people are notified once."""

from domain.case import Case
from domain.network.people import Person
from domain.network.units import above
from domain.notices.case_notices import TaskNotice
from domain.tasks import TaskKind
from storage.cases import tasks
from storage.network import people
from usecases.core.request import Request
from usecases.notify import pushes, recipients


def give(req: Request, case: Case, task_kind: TaskKind, *, quietly: bool = False) -> None:
    """Create a task about the case's unit, for the nearest unit above that has staff.

    There is one per unit, kind and case; a finished one is opened again with a new notice.
    `quietly`: the task is queued without a notice; another notice covers many of them.
    """
    unit, told = seen_to_by(req, case.unit, case)
    _give(req, case, task_kind, about=case.unit, to=unit, told=() if quietly else told)


def give_letter(req: Request, case: Case, task_kind: TaskKind, about: str) -> None:
    """Create a task about the addressee of a letter, for those who work on the case.

    `about` is the code of a unit or provider. Otherwise as `give`.
    """
    unit, told = case.unit, recipients.working_on(req, case)
    if not people.is_staffed(req.tx, unit):
        unit, told = seen_to_by(req, unit, case)
    _give(req, case, task_kind, about=about, to=unit, told=told)


def _give(  # one task: what it is, about whom, for whom
    req: Request,
    case: Case,
    task_kind: TaskKind,
    *,
    about: str,
    to: str,
    told: tuple[Person, ...],
) -> None:
    task = tasks.open_task(req.tx, task_kind, unit=to, about=about, case_id=case.id, now=req.now)
    if task is None:
        return
    notice = TaskNotice(task=task.id, chore=task_kind, about=about)
    pushes.to_team(req, case, notice, told, lambda who: f"task:{task.id}:{req.now}:{who}")


def seen_to_by(
    req: Request, about: str, case: Case | None = None
) -> tuple[str, tuple[Person, ...]]:
    """The nearest unit above with staff, and that staff; else the topmost unit and the admins.

    Somebody of that staff can be written to. With a case: only those who may act on it.
    """
    line = above(req.profile.by_code, about)
    for code in line:
        found = _able(req, case, people.staff_of(req.tx, (code,)))
        if any(person.reachable for person in found):
            return code, found
    return (line[-1] if line else about), _able(req, case, people.admins(req.tx))


def _able(req: Request, case: Case | None, found: tuple[Person, ...]) -> tuple[Person, ...]:
    return found if case is None else recipients.unbiased(req, case, found)
