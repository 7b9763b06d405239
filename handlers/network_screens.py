"""The network as admins see it: the list, a unit's card, its questions, what is going to change."""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from markupsafe import Markup

from conversation import units as form
from conversation.units import FIELDS
from domain.names import said
from domain.units import Unit
from handlers import form_screens
from handlers.buttons import StaffOf
from handlers.duty_buttons import OnCallIn
from handlers.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from handlers.network_buttons import (
    AddUnit,
    ChangeUnit,
    ListUnits,
    RestoreUnit,
    RetireSurely,
    RetireUnit,
    SeeUnit,
)
from handlers.passages import fitted, own
from handlers.staff_screens import name_of
from handlers.voice import Voice
from usecases.network import Listed
from usecases.retiring import Retiring
from usecases.turns import Asked, UnitView

LONGEST_LABEL = 40
LONGEST_VALUE = 600  # characters of one value: a card stays one message
NOTHING = "–"


def listed(voice: Voice, found: Listed) -> Screen:
    """By level, each unit with a button; whether it has people and a group."""
    blocks = [
        lines(
            bold(_heading(voice, unit)),
            *(_row(voice, each, found) for each in (unit, *rest)),
        )
        for unit, *rest in (list(units) for _, units in groupby(found.units, key=_shelf))
    ]
    keys = (
        Key(label=cut(voice.unit(unit.code), LONGEST_LABEL), button=SeeUnit(unit=unit.code))
        for unit in found.units
    )
    title = voice.say("units-title", page=str(found.page + 1), pages=str(found.pages))
    return Screen(
        text=paragraphs(bold(title), *blocks),
        rows=(
            *grid(keys),
            *_turns(voice, found),
            (Key(label=voice.say("units-add"), button=AddUnit()),),
        ),
        protect=True,
    )


def _shelf(unit: Unit) -> tuple[bool, str]:
    return unit.retired, "" if unit.retired else unit.level


def _heading(voice: Voice, unit: Unit) -> str:
    return voice.say("units-retired") if unit.retired else voice.say(f"level-{unit.level}")


def _row(voice: Voice, unit: Unit, found: Listed) -> Markup:
    count = found.people.get(unit.code, 0)
    return lines(
        *own(
            unit.name(voice.locale),
            voice.say("units-people", count=count) if count else voice.say("units-nobody"),
            "👥" if unit.code in found.bound else None,
        )
    )


def _turns(voice: Voice, found: Listed) -> tuple[tuple[Key, ...], ...]:
    back = Key(label=voice.say("units-before"), button=ListUnits(page=found.page - 1))
    on = Key(label=voice.say("staff-next"), button=ListUnits(page=found.page + 1))
    row = (*((back,) if found.page else ()), *((on,) if found.page + 1 < found.pages else ()))
    return (row,) if row else ()


# One unit.


def card(voice: Voice, found: UnitView) -> Screen:
    """Everything that is known of a unit, with a button for each thing that can be changed."""
    unit = found.unit
    text, _ = fitted(
        (
            own(bold(unit.name(voice.locale)), unit.code),
            own(voice.say("units-is-retired") if unit.retired else None),
            tuple(_line(voice, name, value(voice, unit, name)) for name in FIELDS),
            (
                lines(_group(voice, found)),
                *_on_call(voice, found),
                lines(voice.say("units-counts", people=found.people, cases=found.open_cases)),
            ),
        )
    )
    note = voice.say(found.note) if found.note else ""
    return Screen(text=text, rows=_rows(voice, unit), protect=True, toast=note).led_by(note)


def _group(voice: Voice, found: UnitView) -> str:
    if not found.is_bound:
        return voice.say("units-no-group")
    return voice.say("units-group-topics" if found.topics else "units-group")


def _on_call(voice: Voice, found: UnitView) -> tuple[Markup, ...]:
    names = ", ".join(name_of(voice, person) for person in found.on_call)
    return own(voice.say("on-call-are", names=names) if names else voice.say("on-call-nobody"))


def _rows(voice: Voice, unit: Unit) -> tuple[tuple[Key, ...], ...]:
    back = Key(label=voice.say("units-back"), button=ListUnits(page=0))
    people = Key(label=voice.say("units-people-of"), button=StaffOf(unit=unit.code))
    if unit.retired:
        again = Key(label=voice.say("units-restore"), button=RestoreUnit(unit=unit.code))
        return ((again, people), (back,))
    fields = (
        Key(label=voice.say(f"unit-field-{name}"), button=ChangeUnit(unit=unit.code, field=name))
        for name in FIELDS
    )
    return (
        *grid(fields, columns=3),
        (people, Key(label=voice.say("units-on-call"), button=OnCallIn(unit=unit.code))),
        (Key(label=voice.say("units-retire"), button=RetireUnit(unit=unit.code)), back),
    )


def retire_surely(voice: Voice, found: Retiring) -> Screen:
    """Who gets what, before it is done."""
    code = found.unit.code
    sure = Key(label=voice.say("units-retire-surely"), button=RetireSurely(unit=code))
    back = Key(label=voice.say("units-back-to-card"), button=SeeUnit(unit=code))
    return Screen(
        text=lines(
            voice.say(
                "units-retire-ask",
                unit=voice.unit(code),
                count=found.open_cases,
                to=voice.unit(found.to),
            )
        ),
        rows=((sure,), (back,)),
        protect=True,
    )


def named(voice: Voice, params: Mapping[str, Any]) -> dict[str, Any]:
    """What a refusal says of units and clocks, by their names instead of their codes."""
    found = dict(params)
    for name in ("unit", "units"):
        codes = found.get(name, ())
        if codes:
            found[name] = ", ".join(map(voice.unit, [codes] if name == "unit" else codes))
    for name in ("earlier", "later"):
        if name in found:
            found[name] = voice.say(found[name])
    return found


# Its values, in words.


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


def _line(voice: Voice, name: str, text: str) -> Markup:
    return lines(voice.say("units-line", name=voice.say(f"unit-field-{name}"), value=text))


# Its questions.


def question(voice: Voice, asked: Asked) -> Screen:
    """A question about a unit, with the value it has now; before saving, old and new."""
    sheet, step = asked.sheet, asked.step.name
    old = form.unit_of(sheet)
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
        return (_preview(voice, old, form.drawn_up(asked.sheet)),)
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
    names = form.changed(old, new)
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
