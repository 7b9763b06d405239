"""The recipients of a notice: those who work on a case, and the leads of a unit or above it."""

from domain.case import Case, Priority
from domain.network.people import Person, Role, role_in
from domain.network.units import above
from domain.profile import Profile
from storage.engine.database import Tx
from storage.network import people
from usecases.core.request import Request


def leads_above(req: Request, unit: str) -> tuple[Person, ...]:
    """The leads of a unit, else of the nearest unit above that has any, else the admins."""
    for code in (unit, *above(req.profile.by_code, unit)):
        if found := people.staff_of(req.tx, (code,), Role.LEAD, req.now):
            return found
    return people.admins(req.tx)


def working_on(tx: Tx, profile: Profile, case: Case) -> tuple[Person, ...]:
    """Who works on a case: its assignee, else its unit, else the nearest unit above with staff.

    With a danger to life: all staff of the unit and of the one above it. In quarantine: nobody.
    """
    if case.quarantined_at is not None:
        return ()
    if case.priority is Priority.DANGER:
        return people_above(tx, profile, case.unit, at_least=2)
    person = people.get(tx, case.assignee) if case.assignee is not None else None
    if person is not None and _works(person, case.unit, profile):
        return (person,)  # an assignee who has left the unit may not act on the case
    return people_above(tx, profile, case.unit)


def people_above(tx: Tx, profile: Profile, unit: str, *, at_least: int = 1) -> tuple[Person, ...]:
    """The staff of a unit and of the units above it, up to the first person who may move its cases.

    If there is none, the admins too: staff of a unit above read its cases, but only its leads move
    them. At least `at_least` units that have staff are included.
    """
    found: dict[str, Person] = {}
    for place, code in enumerate((unit, *above(profile.by_code, unit)), 1):
        found |= {each.who: each for each in people.staff_of(tx, (code,))}
        if place >= at_least and any(_works(each, unit, profile) for each in found.values()):
            return tuple(found.values())
    return tuple((found | {each.who: each for each in people.admins(tx)}).values())


def _works(person: Person, unit: str, profile: Profile) -> bool:
    return role_in(person, unit, profile.by_code) >= Role.MODERATOR
