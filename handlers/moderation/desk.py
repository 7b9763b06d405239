"""The first screen of staff: what waits, and a button to each place they work at."""

from collections.abc import Mapping

from markupsafe import Markup

from handlers.dialogs import home
from handlers.moderation.callbacks import OwnPreset
from handlers.removals.callbacks import ListMeasures
from handlers.ui.callbacks import Button, Go, TurnPage
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, grid, lines
from usecases.moderation.desk import Desk
from usecases.removals.measures import TO_CHECK, TO_DO

_FIRST = "-"  # page of a list
AMONG_CASES: Mapping[str, Button] = {
    "new": OwnPreset(name="new"),
    "late": OwnPreset(name="late"),
    "to_confirm": TurnPage(which="to_confirm", after=_FIRST),
    "appeals": TurnPage(which="appeals", after=_FIRST),
}
"""Numbers of cases, and the button to the list of each."""
LISTS: Mapping[str, Button] = {
    "tasks": Go(where="queue"),  # whose first lines are the tasks
    **AMONG_CASES,
    "to_do": ListMeasures(which=TO_DO, after=_FIRST),
    "checks": ListMeasures(which=TO_CHECK, after=_FIRST),
    "suggestions": Go(where="suggestions"),
    "contacts": Go(where="identities"),
    "numbers": Go(where="hotline"),
    "categories": Go(where="categories"),
    "announcements": Go(where="broadcasts"),
    "custodians": Go(where="custodians"),
}
"""All numbers that are a list of their own, and the button to it."""
WORK = ("queue", "mine", "search", "enter")
LEADS = ("board", "staff", "suggestions", "figures")
ADMINS = ("units", "hotline", "broadcast")


def screen(localizer: Localizer, desk: Desk, *above: str | Markup) -> Screen:
    """What waits for this person, with `above` before it; the citizens' buttons come last."""
    waits = summary(localizer, desk.counts, desk.most)
    shown = grid(lists(localizer, desk.counts, desk.most, LISTS))
    work = grid(_go(localizer, name) for name in WORK) if desk.works else ()
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
    """How much waits for what, in a line; empty where nothing does."""
    return " · ".join(
        localizer.say(f"desk-{name}", count=_number(count, most))
        for name, count in counts.items()
        if count
    )


def lists(
    localizer: Localizer,
    counts: Mapping[str, int],
    most: int,
    buttons: Mapping[str, Button] = AMONG_CASES,
) -> tuple[Key, ...]:
    """A button for each number that is a list of its own, in their order."""
    return tuple(
        Key(
            label=localizer.say(f"desk-button-{name}", count=_number(counts[name], most)),
            button=button,
        )
        for name, button in buttons.items()
        if counts.get(name)
    )


def _number(count: int, most: int) -> str:
    return f"{most - 1}+" if count >= most else str(count)


def _go(localizer: Localizer, name: str) -> Key:
    return Key(label=localizer.say(f"desk-go-{name}"), button=Go(where=name))
