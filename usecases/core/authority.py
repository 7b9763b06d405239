"""Authorisation checks inside the transaction: whose units, and who may not act on a case."""

from collections.abc import Iterable

from domain.case import Case, barred
from domain.core.errors import NotAllowed, Refusal
from domain.network.people import Person, Role, role_in
from domain.network.units import Unit
from domain.status import why_not_have
from storage.cases import reviewers
from storage.network import people as person_rows
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


def why_not(req: Request, case: Case, people: Iterable[Person]) -> dict[str, str]:
    """By fingerprint, the key of the refusal if a person cannot have a case; empty if they may.

    Who reported the case is not looked for: to refuse them would tell others that they did. That
    they do not take it themselves is checked by `check_not_own`.
    """
    parties = reviewers.parties(req.tx, case, ())
    return {
        each.who: why_not_have(
            case.status,
            role_in(each, case.unit, req.profile.by_code),
            barred(case, each, parties),
        )
        for each in people
    }


def may_have(req: Request, case: Case) -> bool:
    """Whether this person can go on with a case, so that it may be theirs."""
    return not why_not(req, case, (req.actor,))[req.actor.who]


def holder_of(req: Request, case: Case) -> str | None:
    """Who has a case; None if nobody has it, or they could not go on with it as it is now."""
    person = person_rows.get(req.tx, case.assignee, req.now) if case.assignee else None
    if person is None or why_not(req, case, (person,))[person.who]:
        return None
    return person.who
