"""A unit's values in words, and the questions of its form: what is now, and what is going to be."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from conversation.unit_drafts import changed, drawn_up, unit_of
from domain.names import said
from domain.units import Unit
from handlers import form_screens
from handlers.markup import Screen, bold, cut, lines, paragraphs
from handlers.passages import own
from handlers.voice import Voice
from usecases.turns import Asked

LONGEST_VALUE = 600  # characters of one value: a card stays one message
NOTHING = "–"


def named(voice: Voice, params: Mapping[str, Any]) -> dict[str, Any]:
    """What a refusal says of units and clocks, by their names instead of their codes."""
    found = dict(params)
    for name in ("unit", "units"):
        codes = found.get(name, ())
        if codes:
            found[name] = ", ".join(map(voice.unit, [codes] if name == "unit" else codes))
    if "kind" in found:
        found["kind"] = voice.category(*found["kind"])
    for name in ("earlier", "later"):
        if name in found:
            found[name] = voice.say(found[name])
    return found


def value(voice: Voice, unit: Unit, name: str) -> str:
    """One value of a unit as it is read; a dash where there is none."""
    return cut(_VALUES[name](voice, unit), LONGEST_VALUE) or NOTHING


def _names(_: Voice, unit: Unit) -> str:
    return " / ".join(unit.names.values())


def _mail(voice: Voice, unit: Unit) -> str:
    if not unit.email:
        return ""
    return voice.say("units-masked", mail=unit.email) if unit.email_masked else unit.email


def _clocks(voice: Voice, unit: Unit) -> str:
    return "; ".join(
        f"{voice.say(f'clock-{name}')}: {count}" for name, count in sorted(unit.clocks.items())
    )


_VALUES: Mapping[str, Callable[[Voice, Unit], str]] = {
    "level": lambda voice, unit: voice.say(f"level-{unit.level}"),
    "parent": lambda voice, unit: voice.unit(unit.parent) if unit.parent else "",
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


def line(voice: Voice, name: str, text: str) -> Markup:
    """One value on a line of its own, with what it is called."""
    return lines(voice.say("units-line", name=voice.say(f"unit-field-{name}"), value=text))


def question(voice: Voice, asked: Asked) -> Screen:
    """A question about a unit, with the value it has now; before saving, old and new."""
    sheet, step = asked.sheet, asked.step.name
    old = unit_of(sheet)
    place = f"{asked.place}/{asked.places}" if old is None else ""
    head = old.name(voice.locale) if old else voice.say("units-new")
    return Screen(
        text=paragraphs(
            form_screens.note(voice, asked),
            lines(*own(bold(head), place), voice.say(f"unit-{step}-ask")),
            *_before(voice, asked, old),
        ),
        rows=form_screens.rows(voice, asked, skip="units-leave-empty"),
    )


def _before(voice: Voice, asked: Asked, old: Unit | None) -> tuple[Markup, ...]:
    step = asked.step.name
    if step == "save":
        return (_preview(voice, old, drawn_up(asked.sheet)),)
    if step == "names":
        order = (voice.words.say(locale, "language-name") for locale in voice.profile.locales)
        now = (
            "\n".join(old.names.get(each, NOTHING) for each in voice.profile.locales) if old else ""
        )
        return (lines(voice.say("units-names-order", languages=" / ".join(order)), now),)
    if step == "time":
        name = asked.sheet.answer("clock")
        usual = getattr(voice.profile.clocks, name)
        own_time = old.clocks.get(name) if old else None
        return (
            lines(
                bold(voice.say(f"clock-{name}")),
                voice.say("units-clock-usual", count=str(usual)),
                voice.say("units-clock-own", count=str(own_time)) if own_time else None,
            ),
        )
    if old is None or step not in _VALUES:
        return ()
    return (lines(voice.say("units-now", value=value(voice, old, step))),)


def _preview(voice: Voice, old: Unit | None, new: Unit) -> Markup:
    names = changed(old, new)
    if not names:
        return lines(voice.say("unit-unchanged"))
    first = own(bold(said(new.names, voice.locale)), new.code) if old is None else ()
    return lines(
        *first,
        *(
            voice.say(
                "units-line",
                name=voice.say(f"unit-field-{name}"),
                value=f"{value(voice, old, name)} → {value(voice, new, name)}"
                if old
                else value(voice, new, name),
            )
            for name in names
        ),
    )
