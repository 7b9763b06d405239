"""The first screen of staff: what waits, and a button to each place they work at."""

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
LEADS = ("staff", "suggestions")
ADMINS = ("units", "hotline", "broadcast")


def screen(localizer: Localizer, desk: Desk, *above: str | Markup) -> Screen:
    """What waits for this person, with `above` before it; the citizens' buttons come last."""
    waiting = {name: _number(desk, count) for name, count in desk.counts.items() if count}
    waits = lines(*(localizer.say(f"desk-{name}", count=n) for name, n in waiting.items()))
    shown = grid(
        Key(
            label=localizer.say(f"desk-button-{name}", count=count),
            button=Preset(name=name),
        )
        for name, count in waiting.items()
        if name in COUNTED
    )
    work = grid(_go(localizer, name) for name in WORK)
    leads = grid(_go(localizer, name) for name in (*LEADS, "figures")) if desk.leads else ()
    admins = grid(_go(localizer, name) for name in ADMINS) if desk.admin else ()
    own = ((home.report_key(localizer), home.cases_key(localizer)),)
    return Screen(
        text=lines(*above, bold(localizer.say("desk-title")), waits or localizer.say("desk-none")),
        rows=(*shown, *work, *leads, *admins, *own),
        drop_keyboard=True,
        protect=True,
    )


def _number(desk: Desk, count: int) -> str:
    return f"{desk.most - 1}+" if count >= desk.most else str(count)


def _go(localizer: Localizer, name: str) -> Key:
    return Key(label=localizer.say(f"desk-go-{name}"), button=Go(where=name))
