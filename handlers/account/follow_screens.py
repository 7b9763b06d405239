"""Screens of follows: broadcasts on or off, and the lists of what can be followed."""

from domain.broadcast import FOLLOWED, Scope
from domain.network.directory import at_work
from domain.network.units import Level
from handlers.broadcasts.callbacks import ListFollowed, SetWilling, TurnFollow
from handlers.ui import labels
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, grid, paragraphs
from usecases.broadcasts.follows import Wishes

MOST_KEYS = 90  # Telegram allows 100


def rows(localizer: Localizer, wishes: Wishes) -> tuple[tuple[Key, ...], ...]:
    """The rows of /settings: broadcasts on or off, and the lists of what can be followed."""
    key = "follow-turn-off" if wishes.willing else "follow-turn-on"
    outcome = Key(label=localizer.say(key), button=SetWilling(on=0 if wishes.willing else 1))
    lists = (
        Key(label=localizer.say(f"follow-{scope}"), button=ListFollowed(scope=scope))
        for scope in FOLLOWED
    )
    return ((outcome,), *grid(lists))


def listed(localizer: Localizer, scope: Scope, wishes: Wishes) -> Screen:
    """All offices, cities or categories; a tap follows one, or stops following it."""
    keys = (_key(localizer, scope, what, wishes) for what in _all(localizer, scope))
    back = Key(label=localizer.say("button-back"), button=Go(where="settings"))
    return Screen(
        text=paragraphs(
            localizer.say("choice-gone") if wishes.gone else None,
            bold(localizer.say(f"follow-{scope}")),
            localizer.say("follow-how"),
        ),
        rows=(*grid(list(keys)[:MOST_KEYS]), (back,)),
    )


def _key(localizer: Localizer, scope: Scope, what: str, wishes: Wishes) -> Key:
    tick = "✅ " if (scope, what) in wishes.follow else ""
    label = cut(tick + labels.choice(localizer, scope, what), labels.LONGEST)
    return Key(label=label, button=TurnFollow(scope=scope, what=what))


def _all(localizer: Localizer, scope: Scope) -> tuple[str, ...]:
    profile = localizer.profile
    if scope is Scope.CATEGORY:
        return tuple(profile.taxonomy.top)
    offices = at_work(profile.units, sites=False)
    if scope is Scope.REGION:
        return tuple(unit.code for unit in offices if unit.level is Level.CITY)
    return tuple(unit.code for unit in (*offices, *at_work(profile.units, sites=True)))
