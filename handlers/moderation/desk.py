"""The first screen of staff: what waits, and a button to each place they work at."""

from collections.abc import Mapping

from markupsafe import Markup

from handlers.dialogs import home
from handlers.moderation.callbacks import Preset
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, grid, lines
from usecases.moderation.desk import Desk

COUNTED = ("new", "late", "to_confirm")
"""Numbers whose button shows the cases they count, by the predefined search of the same name."""
WORK = ("queue", "mine", "search", "enter")
LEADS = ("board", "staff", "suggestions", "figures")
ADMINS = ("units", "hotline", "broadcast")


def screen(localizer: Localizer, desk: Desk, *above: str | Markup) -> Screen:
    """What waits for this person, with `above` before it; the citizens' buttons come last."""
    waits = summary(localizer, desk.counts, desk.most)
    shown = grid((*_tasks(localizer, desk), *lists(localizer, desk.counts, desk.most)))
    work = grid(_go(localizer, name) for name in WORK)
    leads = grid(_go(localizer, name) for name in LEADS) if desk.leads else ()
    admins = grid(_go(localizer, name) for name in ADMINS) if desk.admin else ()
    own = ((home.report_key(localizer), home.cases_key(localizer)),)
    return Screen(
        text=lines(*above, bold(localizer.say("desk-title")), waits or localizer.say("desk-none")),
        rows=(*shown, *work, *leads, *admins, *own),
        drop_keyboard=True,
        protect=True,
    )


def summary(localizer: Localizer, counts: Mapping[str, int], most: int) -> str:
    """How many cases wait for what, in a line; empty where none does."""
    return " · ".join(
        localizer.say(f"desk-{name}", count=_number(count, most))
        for name, count in counts.items()
        if count
    )


def lists(localizer: Localizer, counts: Mapping[str, int], most: int) -> tuple[Key, ...]:
    """A button for each number that is a list of its own."""
    return tuple(
        Key(
            label=localizer.say(f"desk-button-{name}", count=_number(counts[name], most)),
            button=Preset(name=name),
        )
        for name in COUNTED
        if counts.get(name)
    )


def _tasks(localizer: Localizer, desk: Desk) -> tuple[Key, ...]:
    """The button to the queue, whose first lines are the tasks; none where there are none."""
    if not desk.counts.get("tasks"):
        return ()
    count = _number(desk.counts["tasks"], desk.most)
    return (Key(label=localizer.say("desk-button-tasks", count=count), button=Go(where="queue")),)


def _number(count: int, most: int) -> str:
    return f"{most - 1}+" if count >= most else str(count)


def _go(localizer: Localizer, name: str) -> Key:
    return Key(label=localizer.say(f"desk-go-{name}"), button=Go(where=name))
