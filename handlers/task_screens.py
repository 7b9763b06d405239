"""What a unit has to see to besides its cases, in words: in the queue, and as news."""

from collections.abc import Mapping

from markupsafe import Markup

from domain.tasks import BY_ITSELF, Task
from handlers.buttons import SeeCase
from handlers.markup import Key, Screen, bold, lines
from handlers.task_buttons import TaskDone
from handlers.voice import Voice
from usecases.delivery import Delivery

Rows = tuple[tuple[Key, ...], ...]


def listed(voice: Voice, tasks: tuple[Task, ...], more: int) -> Markup:
    """The tasks of a queue, a line each; nothing where there are none."""
    if not tasks:
        return Markup("")
    return lines(
        bold(voice.say("tasks-title")),
        *(words(voice, task.chore, task.about, task.number) for task in tasks),
        voice.say("task-more", count=more) if more else None,
    )


def rows(voice: Voice, tasks: tuple[Task, ...]) -> Rows:
    """Below each other: the case, and the tick."""
    return tuple(
        (
            *(
                [Key(label=task.number, button=SeeCase(case_id=task.case_id))]
                if task.case_id is not None
                else []
            ),
            *([] if task.chore in BY_ITSELF else [_done(voice, task.id, task.number)]),
        )
        for task in tasks
    )


def words(voice: Voice, chore: str, about: str, number: str) -> str:
    """What is to be done, about which unit and case."""
    unit = voice.profile.unit(about)
    phone = (unit.phone if unit else "") or voice.say("task-no-phone")
    return voice.say(f"task-{chore}", number=number, unit=voice.unit(about), phone=phone)


def _done(voice: Voice, task_id: int, number: str) -> Key:
    label = voice.say("task-done-button", number=number)
    return Key(label=label, button=TaskDone(task_id=task_id))


def notice(voice: Voice, delivery: Delivery) -> Screen | None:
    """A new task; whoever may not read its case any more learns nothing."""
    if delivery.card is None:
        return None
    params: Mapping[str, object] = delivery.params
    case = delivery.card.case
    text = words(voice, str(params["chore"]), str(params["about"]), case.number)
    see = Key(label=case.number, button=SeeCase(case_id=case.id))
    done = _done(voice, int(str(params["task"])), case.number)
    return Screen(text=lines(text), rows=((see, done),), protect=True)
