"""Who must learn of a change: those who work on a case, and the leads of a unit or above it."""

from domain.case import Case, Priority
from domain.people import Person, Role, role_in
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


def working_on(tx: Tx, profile: Profile, case: Case) -> tuple[Person, ...]:
    """Who works on a case: its assignee, else its unit, else the nearest unit above with people.

    Where a life is in danger, all of the unit and of the one above it; in quarantine, nobody.
    """
    if case.quarantined_at is not None:
        return ()
    if case.priority is Priority.DANGER:
        return people_above(tx, profile, case.unit, at_least=2)
    person = people.get(tx, case.assignee) if case.assignee is not None else None
    if person is not None and _works(person, case.unit, profile):
        return (person,)  # whoever has left the unit since can do nothing
    return people_above(tx, profile, case.unit)


def people_above(tx: Tx, profile: Profile, unit: str, *, at_least: int = 1) -> tuple[Person, ...]:
    """The people of a unit, and those above it up to the first who may move its cases.

    Else the admins, too: staff of a unit above read its cases, but only its leads move them.
    `at_least` so many units are told, where they have people.
    """
    found: dict[str, Person] = {}
    for place, code in enumerate((unit, *above(profile.by_code, unit)), 1):
        found |= {each.who: each for each in people.staff_of(tx, (code,))}
        if place >= at_least and any(_works(each, unit, profile) for each in found.values()):
            return tuple(found.values())
    return tuple((found | {each.who: each for each in people.admins(tx)}).values())


def _works(person: Person, unit: str, profile: Profile) -> bool:
    return role_in(person, unit, profile.by_code) >= Role.MODERATOR
