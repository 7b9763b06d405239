"""The network as admins see it: the list, a unit's card, what retiring it would mean."""

from itertools import groupby

from markupsafe import Markup

from conversation.forms.unit_draft import FIELDS
from domain.network.units import Unit
from handlers.network.callbacks import (
    AddUnit,
    ChangeUnit,
    ListUnits,
    OnCallIn,
    RestoreUnit,
    RetireSurely,
    RetireUnit,
    SeeUnit,
    StaffOf,
)
from handlers.network.staff_screens import name_of
from handlers.network.unit_form import line, value
from handlers.ui.localizer import Voice
from handlers.ui.long_text import fitted, own
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from usecases.core.views import UnitView
from usecases.network.retirement import Retiring
from usecases.network.unit_editing import UnitList

LONGEST_LABEL = 40


def listed(voice: Voice, found: UnitList) -> Screen:
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


def _row(voice: Voice, unit: Unit, found: UnitList) -> Markup:
    count = found.people.get(unit.code, 0)
    return lines(
        *own(
            unit.name(voice.locale),
            voice.say("units-people", count=count) if count else voice.say("units-nobody"),
            "👥" if unit.code in found.bound else None,
        )
    )


def _turns(voice: Voice, found: UnitList) -> tuple[tuple[Key, ...], ...]:
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
            tuple(line(voice, name, value(voice, unit, name)) for name in FIELDS),
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
