"""Who is on call, and who stands in for a unit's lead: said by the lead, or by a lead above."""

from domain.errors import NotAllowed, Refusal
from domain.people import DEPUTY_DAYS, Person, Role
from domain.units import Unit
from storage import duties, invitations, people
from storage.db import Tx
from usecases import access, telling
from usecases.access import Staff
from usecases.scene import Scene

DAY = 24 * 3600


def led(tx: Tx, person: Person, scene: Scene) -> tuple[Unit, ...]:
    """The units at work whose people this person may put on call; refuses where there are none."""
    found = access.led(person, scene)
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def put_on_call(tx: Tx, person: Person, scene: Scene, unit: str, who: str, *, on: bool) -> Staff:
    """Somebody of the unit is on call from now on, or no longer; they learn of it."""
    member = access.member(tx, person, scene, unit, who)
    if member.on_call != on:
        duties.set_on_call(tx, member.person.who, unit, on=on)
        access.note(tx, person, scene, "on_call" if on else "off_call", unit, member.person.who)
        if member.person.who != person.who:
            kind = "on_call" if on else "off_call"
            telling.to_member(tx, scene, member.person.who, unit, kind, event=str(scene.now))
    return access.staff(tx, person, scene, unit)


def name_deputy(tx: Tx, person: Person, scene: Scene, unit: str, who: str, days: int) -> Staff:
    """A moderator stands in for the unit's lead, for so many days from now; both journal it."""
    member = access.member(tx, person, scene, unit, who)
    access.as_lead(tx, person, scene, unit)
    if days not in DEPUTY_DAYS:
        raise Refusal("answer-stale")
    if member.role is not Role.MODERATOR:
        raise Refusal("deputy-moderators-only")
    until = scene.now + days * DAY
    duties.appoint(tx, member.person.who, unit, until=until, by=person.who)
    access.note(tx, person, scene, "deputy", unit, f"{member.person.who} until {until}")
    telling.to_member(
        tx, scene, member.person.who, unit, "deputy_named", event=str(scene.now), until=until
    )
    return access.staff(tx, person, scene, unit)


def end_deputy(tx: Tx, person: Person, scene: Scene, unit: str, who: str) -> Staff:
    """A deputy is what they were before, from this moment on."""
    member = access.member(tx, person, scene, unit, who)
    if member.deputy_until is not None:
        if member.person.who != person.who:  # a deputy may lay it down, too
            access.as_lead(tx, person, scene, unit)
        duties.appoint(tx, member.person.who, unit, until=None, by=None)
        invitations.void(tx, member.person.who)
        access.note(tx, person, scene, "deputy_end", unit, member.person.who)
        telling.to_member(tx, scene, member.person.who, unit, "deputy_ended", event=str(scene.now))
    return access.left(tx, person, scene, unit)


def end_over(tx: Tx, scene: Scene, *, limit: int) -> None:
    """Deputies whose time is over: they learn of it, and so does who named them."""
    for each in duties.end_over(tx, scene.now, limit=limit):
        invitations.void(tx, each.who)
        access.note(tx, None, scene, "deputy_over", each.unit, each.who)
        telling.to_member(tx, scene, each.who, each.unit, "deputy_ended", event=str(scene.now))
        deputy = people.get(tx, each.who)
        if each.by and deputy is not None:
            event = f"{scene.now}:{each.who[:8]}"
            telling.to_member(
                tx, scene, each.by, each.unit, "deputy_over", event=event, name=deputy.name
            )
