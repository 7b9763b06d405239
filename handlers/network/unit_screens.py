"""The network as admins see it: the list, a unit's card, and retiring a unit."""

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
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import fitted, own
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from handlers.ui.unit_picker import UnitPicker
from usecases.core.views import UnitView
from usecases.network.retirement import Retiring
from usecases.network.unit_editing import UnitList

LONGEST_LABEL = 40
ROOM = 3600  # of the 4096 characters of a message; the rest is for a sentence before the card


UNITS = UnitPicker(
    ask="unit-pick-which",
    command="/units",
    button=lambda code: SeeUnit(unit=code),
    turn=lambda page: ListUnits(page=page),
)


def listed(localizer: Localizer, found: UnitList) -> Screen:
    """The units by level, each with a button and marks for staff and group."""
    blocks = [
        lines(
            bold(_heading(localizer, unit)),
            *(_row(localizer, each, found) for each in (unit, *rest)),
        )
        for unit, *rest in (list(units) for _, units in groupby(found.units, key=_group_key))
    ]
    keys = (
        Key(label=cut(localizer.unit(unit.code), LONGEST_LABEL), button=SeeUnit(unit=unit.code))
        for unit in found.units
    )
    title = localizer.say("units-title", page=str(found.page + 1), pages=str(found.pages))
    return Screen(
        text=paragraphs(bold(title), *blocks),
        rows=(
            *grid(keys),
            *_page_keys(localizer, found),
            (Key(label=localizer.say("units-add"), button=AddUnit()),),
        ),
        protect=True,
    )


def _group_key(unit: Unit) -> tuple[bool, str]:
    return unit.retired, "" if unit.retired else unit.level


def _heading(localizer: Localizer, unit: Unit) -> str:
    return localizer.say("units-retired") if unit.retired else localizer.say(f"level-{unit.level}")


def _row(localizer: Localizer, unit: Unit, found: UnitList) -> Markup:
    count = found.people.get(unit.code, 0)
    return lines(
        *own(
            unit.name(localizer.locale),
            localizer.say("units-people", count=count) if count else localizer.say("units-nobody"),
            "👥" if unit.code in found.bound else None,
        )
    )


def _page_keys(localizer: Localizer, found: UnitList) -> tuple[tuple[Key, ...], ...]:
    back = Key(label=localizer.say("units-before"), button=ListUnits(page=found.page - 1))
    on = Key(label=localizer.say("staff-next"), button=ListUnits(page=found.page + 1))
    row = (*((back,) if found.page else ()), *((on,) if found.page + 1 < found.pages else ()))
    return (row,) if row else ()


# One unit.


def card(localizer: Localizer, found: UnitView) -> Screen:
    """All values of a unit, with a button for each that can be changed."""
    unit = found.unit
    text, _ = fitted(
        (
            own(bold(unit.name(localizer.locale)), unit.code),
            own(localizer.say("units-is-retired") if unit.retired else None),
            tuple(line(localizer, name, value(localizer, unit, name)) for name in FIELDS),
            (
                lines(_group(localizer, found)),
                *_on_call(localizer, found),
                lines(localizer.say("units-counts", people=found.people, cases=found.open_cases)),
            ),
        ),
        ROOM,
    )
    note = localizer.say(found.note) if found.note else ""
    return Screen(text=text, rows=_rows(localizer, unit), protect=True, toast=note).led_by(note)


def _group(localizer: Localizer, found: UnitView) -> str:
    if not found.is_bound:
        return localizer.say("units-no-group")
    return localizer.say("units-group-topics" if found.topics else "units-group")


def _on_call(localizer: Localizer, found: UnitView) -> tuple[Markup, ...]:
    names = ", ".join(name_of(localizer, person) for person in found.on_call)
    return own(
        localizer.say("on-call-are", names=names) if names else localizer.say("on-call-nobody")
    )


def _rows(localizer: Localizer, unit: Unit) -> tuple[tuple[Key, ...], ...]:
    back = Key(label=localizer.say("units-back"), button=ListUnits(page=0))
    people = Key(label=localizer.say("units-people-of"), button=StaffOf(unit=unit.code))
    if unit.retired:
        again = Key(label=localizer.say("units-restore"), button=RestoreUnit(unit=unit.code))
        return ((again, people), (back,))
    fields = (
        Key(
            label=localizer.say(f"unit-field-{name}"), button=ChangeUnit(unit=unit.code, field=name)
        )
        for name in FIELDS
    )
    return (
        *grid(fields, columns=3),
        (people, Key(label=localizer.say("units-on-call"), button=OnCallIn(unit=unit.code))),
        (Key(label=localizer.say("units-retire"), button=RetireUnit(unit=unit.code)), back),
    )


def retire_surely(localizer: Localizer, found: Retiring) -> Screen:
    """Show how many open cases another unit would get, and ask for confirmation."""
    code = found.unit.code
    sure = Key(label=localizer.say("units-retire-surely"), button=RetireSurely(unit=code))
    back = Key(label=localizer.say("units-back-to-card"), button=SeeUnit(unit=code))
    return Screen(
        text=lines(
            localizer.say(
                "units-retire-ask",
                unit=localizer.unit(code),
                count=found.open_cases,
                to=localizer.unit(found.to),
            )
        ),
        rows=((sure,), (back,)),
        protect=True,
    )
