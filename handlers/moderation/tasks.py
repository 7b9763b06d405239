"""The texts of a unit's tasks, in the queue and as notices."""

from markupsafe import Markup

from domain.notices.case_notices import TaskNotice
from domain.tasks import BY_ITSELF, LETTERS, Task
from handlers.moderation.callbacks import TaskDone
from handlers.ui.callbacks import SeeCase
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, lines
from usecases.delivery.notice_facts import CaseFacts

Rows = tuple[tuple[Key, ...], ...]


def listed(localizer: Localizer, tasks: tuple[Task, ...], more: int) -> Markup:
    """The tasks in a queue, one line each; empty if there are none."""
    if not tasks:
        return Markup("")
    return lines(
        bold(localizer.say("tasks-title")),
        *(words(localizer, task.task_kind, task.about, task.number) for task in tasks),
        localizer.say("task-more", count=more) if more else None,
    )


def rows(localizer: Localizer, tasks: tuple[Task, ...]) -> Rows:
    """A row per task: a button to its case, and "done" unless it is done automatically.

    A case of several tasks has its button once, at the first of them.
    """
    found, shown = [], set[int]()
    for task in tasks:
        row = _done(localizer, task.task_kind, task.id, task.number)
        if task.case_id is not None and task.case_id not in shown:
            shown.add(task.case_id)
            row = (Key(label=task.number, button=SeeCase(case_id=task.case_id)), *row)
        if row:
            found.append(row)
    return tuple(found)


def words(localizer: Localizer, task_kind: str, about: str, number: str) -> str:
    """What to do, with the unit or provider and the case that it is about."""
    provider = localizer.profile.provider(about) if task_kind in LETTERS else None
    if provider is not None:
        channel = provider.channel or localizer.say("task-no-channel")
        name = provider.name(localizer.locale)
        return localizer.say(f"task-{task_kind}", number=number, unit=name, phone=channel)
    unit = localizer.profile.unit(about)
    phone = (unit.phone if unit else "") or localizer.say("task-no-phone")
    return localizer.say(
        f"task-{task_kind}", number=number, unit=localizer.unit(about), phone=phone
    )


def _done(localizer: Localizer, task_kind: str, task_id: int, number: str) -> tuple[Key, ...]:
    """The button that marks a task as done; none if the task is finished automatically."""
    if task_kind in BY_ITSELF:
        return ()
    label = localizer.say("task-done-button", number=number)
    return (Key(label=label, button=TaskDone(task_id=task_id)),)


def news(localizer: Localizer, notice: TaskNotice, facts: CaseFacts) -> Screen | None:
    """The notice of a new task; None if the recipient may no longer read its case."""
    case = facts.case
    if facts.card is None:
        return None
    text = words(localizer, notice.chore, notice.about, case.number)
    see = Key(label=case.number, button=SeeCase(case_id=case.id))
    done = _done(localizer, notice.chore, notice.task, case.number)
    return Screen(text=lines(text), rows=((see, *done),), protect=True)
