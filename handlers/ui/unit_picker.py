"""The choice of a unit among all, for commands: a page of buttons, a typed word, and Cancel."""

from collections.abc import Callable

from msgspec import Struct

from conversation.parsing import unit_names
from domain.network.units import Unit
from domain.profile import Profile
from handlers.ui.callbacks import Button, Go
from handlers.ui.labels import LONGEST
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, code, cut, grid, lines, paragraphs
from handlers.ui.sanitize import line

PAGE = 16  # province and cities fit the first one
HOME = "home"  # where Cancel leads


class UnitPicker(Struct, frozen=True, kw_only=True):
    """What a choice of units is for: `ask` is the key of the question.

    `button` makes the button of a unit from its code, `turn` that of another page. `command` is the
    command, with `/`, that takes a word by which to find a unit.
    """

    ask: str
    command: str
    button: Callable[[str], Button]
    turn: Callable[[int], Button]


def meant(units: tuple[Unit, ...], word: str) -> tuple[Unit, ...]:
    """The units to choose from: those that the word means, all in order without a word."""
    return unit_names.meant_by(units, word) if word else unit_names.ordered(units)


def screen(
    localizer: Localizer,
    picker: UnitPicker,
    units: tuple[Unit, ...],
    *,
    word: str = "",
    page: int = 0,
) -> Screen:
    """A page of the units to choose from, those that the word means first of all; and Cancel."""
    found = meant(units, word)
    unknown = localizer.say("unit-pick-none", word=line(word, LONGEST)) if not found else ""
    shown = found or meant(units, "")
    last = max(0, len(shown) - 1) // PAGE
    page = min(max(0, page), last) if not word else 0
    keys = (
        Key(label=cut(localizer.unit(unit.code), LONGEST), button=picker.button(unit.code))
        for unit in shown[page * PAGE : (page + 1) * PAGE]
    )
    cancel = Key(label=localizer.say("button-cancel"), button=Go(where=HOME))
    return Screen(
        text=paragraphs(
            unknown,
            localizer.say(picker.ask),
            lines(localizer.say("unit-pick-how"), code(f"{picker.command} ")),
        ),
        rows=(*grid(keys), *_pages(localizer, picker, page, last), (cancel,)),
        protect=True,
    )


def is_gone(profile: Profile, code: str) -> bool:
    """Whether a unit was retired, maybe while it stood on a screen to be chosen."""
    unit = profile.unit(code)
    return unit is not None and unit.retired


def _pages(
    localizer: Localizer, picker: UnitPicker, page: int, last: int
) -> tuple[tuple[Key, ...], ...]:
    near = {"units-before": page - 1, "staff-next": page + 1}
    row = tuple(
        Key(label=localizer.say(label), button=picker.turn(to))
        for label, to in near.items()
        if 0 <= to <= last
    )
    return (row,) if row else ()
