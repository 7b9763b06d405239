"""The recipients of a notice: those who work on a case, and the leads of a unit or above it."""

from collections.abc import Iterable

from domain.case import Case, Priority
from domain.network.people import Person, Role, role_in
from domain.network.units import above
from domain.profile import Profile
from domain.reviewers import may_act
from storage.cases import reviewers
from storage.network import people
from usecases.core.request import Request


def leads_above(
    req: Request, unit: str, case: Case | None = None, *, but: str | None = None
) -> tuple[Person, ...]:
    """The leads of a unit, else of the nearest unit above that has any, else the admins.

    A unit none of whose leads can be written to does not count, though its leads are among those
    returned. With a case: only those who may act on it. Never `but`.
    """

    def able(found: tuple[Person, ...]) -> tuple[Person, ...]:
        return _able(req, case, tuple(each for each in found if each.who != but))

    found: dict[str, Person] = {}
    for code in (unit, *above(req.profile.by_code, unit)):
        leads = able(people.staff_of(req.tx, (code,), Role.LEAD, req.now))
        found |= {each.who: each for each in leads}
        if any(each.reachable for each in leads):
            return tuple(found.values())
    found |= {each.who: each for each in able(people.admins(req.tx))}
    return tuple(found.values())


def working_on(req: Request, case: Case) -> tuple[Person, ...]:
    """Who works on a case: its assignee, else its unit, else the nearest unit above with staff.

    An assignee who cannot be written to is told, and so are those others. With a danger to life:
    all staff of the unit and of the one above it. In quarantine: nobody. Never anybody who reported
    the case.
    """
    if case.quarantined_at is not None:
        return ()
    if case.priority is Priority.DANGER:
        return people_above(req, case.unit, case, at_least=2)
    person = people.get(req.tx, case.assignee) if case.assignee is not None else None
    works = person is not None and _works(person, case.unit, req.profile)
    # an assignee who has left the unit, or who has reported the same, may not act on the case
    found = _able(req, case, (person,)) if person is not None and works else ()
    if any(each.reachable for each in found):
        return found
    others = people_above(req, case.unit, case)
    return (*found, *(each for each in others if each not in found))


def people_above(
    req: Request, unit: str, case: Case | None = None, *, at_least: int = 1
) -> tuple[Person, ...]:
    """The staff of a unit and of the units above it, up to the first person who may move its cases.

    That person can be written to. If there is none, the admins too: staff of a unit above read its
    cases, but only its leads move them. At least `at_least` units that have staff are included.
    With a case: only those who may act on it.
    """
    found: dict[str, Person] = {}
    for place, code in enumerate((unit, *above(req.profile.by_code, unit)), 1):
        staff = _able(req, case, people.staff_of(req.tx, (code,)))
        found |= {each.who: each for each in staff}
        works = (each for each in found.values() if _works(each, unit, req.profile))
        if place >= at_least and any(each.reachable for each in works):
            return tuple(found.values())
    admins = _able(req, case, people.admins(req.tx))
    return tuple((found | {each.who: each for each in admins}).values())


def unbiased(req: Request, case: Case, people: Iterable[Person]) -> tuple[Person, ...]:
    """Those of these people who may be asked to act on a case: never who reported it."""
    found = tuple(people)
    return may_act(found, case, reviewers.parties(req.tx, case, [each.who for each in found]))


def _able(req: Request, case: Case | None, found: tuple[Person, ...]) -> tuple[Person, ...]:
    return found if case is None else unbiased(req, case, found)


def _works(person: Person, unit: str, profile: Profile) -> bool:
    return role_in(person, unit, profile.by_code) >= Role.MODERATOR
