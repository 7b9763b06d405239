"""A unit's values as text, and the questions of its form with the old and the new values."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from conversation.forms.unit_draft import changed, drawn_up, unit_of
from domain.core.names import localized
from domain.network.units import Unit
from handlers.dialogs import question_screen
from handlers.ui.changes import NOTHING
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import own
from handlers.ui.markup import Screen, bold, cut, lines, paragraphs
from usecases.core.outcomes import Asked

LONGEST_VALUE = 600  # characters of one value: a card stays one message


def value(localizer: Localizer, unit: Unit, name: str) -> str:
    """One value of a unit as text; a dash if it is empty."""
    return cut(_VALUES[name](localizer, unit), LONGEST_VALUE) or NOTHING


def _names(_: Localizer, unit: Unit) -> str:
    return " / ".join(unit.names.values())


def _mail(localizer: Localizer, unit: Unit) -> str:
    if not unit.email:
        return ""
    return localizer.say("units-masked", mail=unit.email) if unit.email_masked else unit.email


def _clocks(localizer: Localizer, unit: Unit) -> str:
    return "; ".join(
        f"{localizer.say(f'clock-{name}')}: {count}" for name, count in sorted(unit.clocks.items())
    )


_VALUES: Mapping[str, Callable[[Localizer, Unit], str]] = {
    "level": lambda localizer, unit: localizer.say(f"level-{unit.level}"),
    "parent": lambda localizer, unit: localizer.unit(unit.parent) if unit.parent else "",
    "names": _names,
    "area": lambda _, unit: unit.area,
    "phone": lambda _, unit: unit.phone,
    "email": _mail,
    "website": lambda _, unit: unit.website or "",
    "hosts": lambda _, unit: " ".join(unit.hosts),
    "clock": _clocks,
    "off": lambda _, unit: " ".join(unit.holidays),
    "on": lambda _, unit: " ".join(unit.working),
}


def line(localizer: Localizer, name: str, text: str) -> Markup:
    """A line with the label and the text of one value."""
    return lines(localizer.say("units-line", name=localizer.say(f"unit-field-{name}"), value=text))


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of the form with the current value; the last one shows old and new values."""
    sheet, step = asked.sheet, asked.step.name
    old = unit_of(sheet)
    place = f"{asked.place}/{asked.places}" if old is None else ""
    head = old.name(localizer.locale) if old else localizer.say("units-new")
    return Screen(
        text=paragraphs(
            question_screen.note(localizer, asked),
            lines(*own(bold(head), place), localizer.say(f"unit-{step}-ask")),
            *_before(localizer, asked, old),
        ),
        rows=question_screen.rows(localizer, asked, skip="units-leave-empty"),
        protect=True,
    )


def _before(localizer: Localizer, asked: Asked, old: Unit | None) -> tuple[Markup, ...]:
    step = asked.step.name
    if step == "save":
        return (_preview(localizer, old, drawn_up(asked.sheet)),)
    if step == "names":
        order = (
            localizer.words.say(locale, "language-name") for locale in localizer.profile.locales
        )
        now = (
            "\n".join(old.names.get(each, NOTHING) for each in localizer.profile.locales)
            if old
            else ""
        )
        return (lines(localizer.say("units-names-order", languages=" / ".join(order)), now),)
    if step == "time":
        name = asked.sheet.answer("clock")
        usual = getattr(localizer.profile.clocks, name)
        own_time = old.clocks.get(name) if old else None
        return (
            lines(
                bold(localizer.say(f"clock-{name}")),
                localizer.say("units-clock-usual", count=str(usual)),
                localizer.say("units-clock-own", count=str(own_time)) if own_time else None,
            ),
        )
    if old is None or step not in _VALUES:
        return ()
    return (lines(localizer.say("units-now", value=value(localizer, old, step))),)


def _preview(localizer: Localizer, old: Unit | None, new: Unit) -> Markup:
    names = changed(old, new)
    if not names:
        return lines(localizer.say("unit-unchanged"))
    first = own(bold(localized(new.names, localizer.locale)), new.code) if old is None else ()
    return lines(
        *first,
        *(
            localizer.say(
                "units-line",
                name=localizer.say(f"unit-field-{name}"),
                value=f"{value(localizer, old, name)} → {value(localizer, new, name)}"
                if old
                else value(localizer, new, name),
            )
            for name in names
        ),
    )
