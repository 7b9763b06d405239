"""Who is on call in a unit, and for how long somebody is to stand in for its lead."""

from domain.network.people import DEPUTY_DAYS, Member
from domain.network.units import Unit
from handlers.network.callbacks import Deputise, OnCallIn, SetOnCall, StaffOf
from handlers.network.staff_screens import LONGEST_LABEL, MOST_PEOPLE, SHOWN_WHO, name_of
from handlers.ui.localizer import Voice
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from usecases.network.staff import Staff


def choose_unit(voice: Voice, units: tuple[Unit, ...]) -> Screen:
    """Whose people are to be put on call."""
    keys = (Key(label=voice.unit(unit.code), button=OnCallIn(unit=unit.code)) for unit in units)
    return Screen(text=lines(voice.say("staff-which-unit")), rows=grid(keys))


def on_call(voice: Voice, staff: Staff) -> Screen:
    """A tap puts somebody on call, and another one ends it."""
    unit, shown = staff.unit.code, staff.people[:MOST_PEOPLE]
    keys = (_toggle(voice, unit, member) for member in shown)
    awake = [name_of(voice, member.person) for member in shown if member.on_call]
    now = voice.say("on-call-are", names=", ".join(awake)) if awake else voice.say("on-call-nobody")
    return Screen(
        text=paragraphs(
            bold(voice.say("on-call-title", unit=voice.unit(unit))),
            now if shown else voice.say("staff-people-none"),
            voice.say("on-call-how"),
        ),
        rows=tuple((key,) for key in keys),
        protect=True,
    )


def _toggle(voice: Voice, unit: str, member: Member) -> Key:
    mark = "🔔" if member.on_call else "○"
    return Key(
        label=cut(f"{mark} {name_of(voice, member.person)}", LONGEST_LABEL),
        button=SetOnCall(
            unit=unit, who=member.person.who[:SHOWN_WHO], on=0 if member.on_call else 1
        ),
    )


def for_how_long(voice: Voice, unit: str, member: Member) -> Screen:
    """A deputy may do all that a lead may; so it has an end from the beginning."""
    who = member.person.who[:SHOWN_WHO]
    keys = (
        Key(
            label=voice.say("deputy-days", count=days),
            button=Deputise(unit=unit, who=who, days=days),
        )
        for days in DEPUTY_DAYS
    )
    back = Key(label=voice.say("staff-back-to-people"), button=StaffOf(unit=unit))
    name = name_of(voice, member.person)
    return Screen(
        text=lines(voice.say("deputy-ask", name=name, unit=voice.unit(unit))),
        rows=(*grid(keys), (back,)),
        protect=True,
    )
