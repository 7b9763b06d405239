"""Authorisation checks inside the transaction: whose units, and who may not act on a case."""

from domain.case import Case
from domain.core.errors import NotAllowed, Refusal
from domain.network.people import Person, Role, role_in
from domain.network.units import Unit
from storage.cases import reviewers
from usecases.core.request import Request


def worked_on(person: Person, req: Request) -> tuple[Unit, ...]:
    """The units whose cases this person may move. Raises a refusal where there are none."""
    known = req.profile.by_code
    found = tuple(
        unit for unit in req.profile.units if role_in(person, unit.code, known) >= Role.MODERATOR
    )
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def led(person: Person, req: Request) -> tuple[Unit, ...]:
    """The active units that this person leads: their own, and all below."""
    known = req.profile.by_code
    return tuple(
        unit
        for unit in req.profile.units
        if not unit.retired and role_in(person, unit.code, known) >= Role.LEAD
    )


def check(person: Person) -> None:
    """Raise a refusal unless the person is an admin: only admins change the network."""
    if not person.admin:
        raise NotAllowed("refusal-not-allowed")


def check_not_own(req: Request, case: Case) -> None:
    """Raise a refusal for who reported the case: nobody acts on their own report.

    It is no attempt without authority, so nothing is written to the journal, where colleagues
    would read who reported.
    """
    if reviewers.reported(req.tx, case.id, (req.actor.who,)):
        raise Refusal("refusal-own-report")


def may_hand_over(req: Request, case: Case) -> bool:
    """Whether this person may say who works on a case: its unit's lead, or who has it."""
    role = role_in(req.actor, case.unit, req.profile.by_code)
    return role >= Role.LEAD or (role >= Role.MODERATOR and case.assignee == req.actor.who)
