"""Screens of on-call duty and deputies."""

from domain.network.people import DEPUTY_DAYS, Member
from handlers.network.callbacks import Deputise, OnCallIn, SetOnCall, StaffOf, TurnOnCallUnits
from handlers.network.staff_screens import LONGEST_LABEL, MOST_PEOPLE, SHOWN_WHO, name_of
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from handlers.ui.unit_picker import UnitPicker
from usecases.network.staff import Staff

UNITS = UnitPicker(
    ask="staff-which-unit",
    command="/oncall",
    button=lambda code: OnCallIn(unit=code),
    turn=lambda page: TurnOnCallUnits(page=page),
)


def on_call(localizer: Localizer, staff: Staff) -> Screen:
    """The staff of a unit; a tap on a name puts them on call, or ends it."""
    unit, shown = staff.unit.code, staff.people[:MOST_PEOPLE]
    keys = (_toggle(localizer, unit, member) for member in shown)
    awake = [name_of(localizer, member.person) for member in shown if member.on_call]
    now = (
        localizer.say("on-call-are", names=", ".join(awake))
        if awake
        else localizer.say("on-call-nobody")
    )
    return Screen(
        text=paragraphs(
            bold(localizer.say("on-call-title", unit=localizer.unit(unit))),
            now if shown else localizer.say("staff-people-none"),
            localizer.say("on-call-how"),
        ),
        rows=tuple((key,) for key in keys),
        protect=True,
    )


def _toggle(localizer: Localizer, unit: str, member: Member) -> Key:
    mark = "🔔" if member.on_call else "○"
    return Key(
        label=cut(f"{mark} {name_of(localizer, member.person)}", LONGEST_LABEL),
        button=SetOnCall(
            unit=unit, who=member.person.who[:SHOWN_WHO], on=0 if member.on_call else 1
        ),
    )


def for_how_long(localizer: Localizer, unit: str, member: Member) -> Screen:
    """Ask for how long; a deputy has all rights of a lead, so the term must have an end."""
    who = member.person.who[:SHOWN_WHO]
    keys = (
        Key(
            label=localizer.say("deputy-days", count=days),
            button=Deputise(unit=unit, who=who, days=days),
        )
        for days in DEPUTY_DAYS
    )
    back = Key(label=localizer.say("staff-back-to-people"), button=StaffOf(unit=unit))
    name = name_of(localizer, member.person)
    return Screen(
        text=lines(localizer.say("deputy-ask", name=name, unit=localizer.unit(unit))),
        rows=(*grid(keys), (back,)),
        protect=True,
    )
