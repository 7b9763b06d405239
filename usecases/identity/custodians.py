"""Custodians decide whether a reporter's contact is opened: named by an admin, confirmed by others.

Who confirms is a second admin or a custodian in office, so nobody alone appoints who watches them.
"""

from msgspec import Struct

from domain.core.errors import NotAllowed, Refusal
from domain.identity import decides_from, may_confirm
from domain.network.people import Person, Role
from domain.notices.authority_notices import CustodianConfirmedNotice, CustodianDismissedNotice
from storage.audit import roles
from storage.engine.erasures import Kind
from storage.network import custodians, invitations, people
from storage.network.custodians import Candidate
from usecases import session
from usecases.core import revocations
from usecases.core.request import Request
from usecases.network import leaving
from usecases.network.staff import INVITATION_SECONDS, LEAST_WHO, Invited
from usecases.notify import authority_news


class Waiting(Struct, frozen=True, kw_only=True):
    """Somebody who waits to be confirmed; `able`: the viewer may confirm them."""

    person: Person
    by: str
    able: bool


class Custodians(Struct, frozen=True, kw_only=True):
    """All custodians, and those who wait; `admin`: the viewer may name and dismiss them."""

    people: tuple[Person, ...]
    waiting: tuple[Waiting, ...]
    admin: bool
    note: str = ""


def listed(req: Request, note: str = "") -> Custodians:
    """All custodians, for admins and custodians."""
    if not req.actor.admin and not req.actor.custodian:
        raise NotAllowed("refusal-not-allowed")
    found = ((each, people.get(req.tx, each.who)) for each in custodians.waiting(req.tx))
    return Custodians(
        people=people.custodians(req.tx),
        waiting=tuple(
            Waiting(
                person=person,
                by=authority_news.name_of(req, each.named_by),
                able=may_confirm(req.actor, each.who, each.named_by, req.now),
            )
            for each, person in found
            if person is not None
        ),
        admin=req.actor.admin,
        note=note,
    )


def invite(req: Request) -> Invited:
    """A one-time link that names a custodian; whoever opens it still has to be confirmed."""
    _check_admin(req)
    role = Role.CUSTODIAN
    token = invitations.invite(
        req.tx, None, role, by=req.actor.who, now=req.now, seconds=INVITATION_SECONDS
    )
    session.note(req, "invite", "", role.name)
    return Invited(token=token, unit=None, role=role, expires_at=req.now + INVITATION_SECONDS)


def confirm(req: Request, who: str) -> Custodians:
    """Confirm a named custodian, who decides from a day later on."""
    candidate, person = _candidate(req, who)
    if not may_confirm(req.actor, candidate.who, candidate.named_by, req.now):
        raise Refusal("custodian-second")
    namer = people.get(req.tx, candidate.named_by, req.now)
    if namer is None or not namer.admin:  # who named them may not name anybody any more
        raise Refusal("invitation-void")
    custodians.confirm(req.tx, candidate.who, req.now)
    by = f"named by {candidate.named_by}"
    session.note(req, roles.APPOINT, "", f"{Role.CUSTODIAN.name} {candidate.who} {by}")
    since = decides_from(req.now)
    notice = CustodianConfirmedNotice(name=person.name, by=req.actor.name, since=since)
    authority_news.guards(req, notice, event=candidate.who)
    return listed(req, note="custodian-confirmed")


def member(req: Request, who: str) -> Person:
    """The custodian, or the named one, whose fingerprint begins with `who`, 16 characters or more.

    Only for admins.
    """
    _check_admin(req)
    named = (people.get(req.tx, each.who) for each in custodians.waiting(req.tx))
    known = (*people.custodians(req.tx), *(each for each in named if each is not None))
    found = [each for each in known if each.who.startswith(who)]
    if len(who) < LEAST_WHO or len(found) != 1:
        raise Refusal("staff-unknown")
    return found[0]


def dismiss(req: Request, who: str) -> Custodians:
    """Dismiss a custodian, or refuse one who was named; returns the others."""
    found = member(req, who)
    people.set_custodian(req.tx, found.who, custodian=False)
    revocations.note(req, Kind.CUSTODIAN, found.who)
    custodians.drop(req.tx, found.who)
    session.note(req, "revoke", "", f"{Role.CUSTODIAN.name} {found.who}")
    notice = CustodianDismissedNotice(name=found.name, by=req.actor.name)
    authority_news.guards(req, notice, event=found.who)
    leaving.after(req, found.who)
    return listed(req)


def _check_admin(req: Request) -> None:
    if not req.actor.admin:
        raise NotAllowed("refusal-not-allowed")


def _candidate(req: Request, who: str) -> tuple[Candidate, Person]:
    """Who waits and whose fingerprint begins with `who`; for those who may see the list."""
    listed(req)
    found = [each for each in custodians.waiting(req.tx) if each.who.startswith(who)]
    person = people.get(req.tx, found[0].who) if len(found) == 1 else None
    if len(who) < LEAST_WHO or person is None:
        raise Refusal("staff-unknown")
    return found[0], person
