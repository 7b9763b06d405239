"""Who must learn of a change: those who work on a case, and the leads of a unit or above it."""

from domain.case import Case, Priority
from domain.people import Person, Role, overlooks
from domain.profile import Profile
from domain.units import above
from storage import people
from storage.db import Tx
from usecases.scene import Scene


def leads_above(tx: Tx, scene: Scene, unit: str) -> tuple[Person, ...]:
    """The leads of a unit, else of the nearest unit above that has any, else the admins."""
    for code in (unit, *above(scene.profile.by_code, unit)):
        if found := people.staff_of(tx, (code,), Role.LEAD, scene.now):
            return found
    return people.admins(tx)


def leads_but(tx: Tx, scene: Scene, unit: str, who: str) -> tuple[Person, ...]:
    """The leads of a unit without one of them; else those above, or the admins, without that one.

    Four eyes: whoever looks again is somebody else.
    """
    for code in (unit, *above(scene.profile.by_code, unit)):
        leads = people.staff_of(tx, (code,), Role.LEAD, scene.now)
        if found := tuple(person for person in leads if person.who != who):
            return found
    return tuple(person for person in people.admins(tx) if person.who != who)


def working_on(tx: Tx, profile: Profile, case: Case) -> tuple[Person, ...]:
    """Who works on a case: its assignee, else its unit, else the nearest unit above with people.

    Where a life is in danger, all of the unit and of the one above it; in quarantine, nobody.
    """
    if case.quarantined_at is not None:
        return ()
    line = (case.unit, *above(profile.by_code, case.unit))
    if case.priority is Priority.DANGER:
        found = people.staff_of(tx, line[:2])
        if found:
            return found
    person = people.get(tx, case.assignee) if case.assignee is not None else None
    if person is not None and overlooks(person, case.unit, profile.by_code):
        return (person,)  # whoever has left the unit since would learn nothing
    return people_above(tx, profile, case.unit)


def people_above(tx: Tx, profile: Profile, unit: str) -> tuple[Person, ...]:
    """The people of a unit, else of the nearest above that has any, else the admins."""
    for code in (unit, *above(profile.by_code, unit)):
        found = people.staff_of(tx, (code,))
        if found:
            return found
    return people.admins(tx)
