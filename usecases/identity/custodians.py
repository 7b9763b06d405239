"""Custodians decide whether a reporter's contact is revealed; admins appoint and dismiss them."""

from domain.core.errors import NotAllowed, Refusal
from domain.network.people import Person, Role
from storage.engine.erasures import Kind
from storage.network import people
from usecases import session
from usecases.core import revocations
from usecases.core.request import Request
from usecases.network import leaving
from usecases.network.staff import INVITATION_SECONDS, LEAST_WHO, Invited


def listed(req: Request) -> tuple[Person, ...]:
    """All custodians, for admins."""
    if not req.actor.admin:
        raise NotAllowed("refusal-not-allowed")
    return people.custodians(req.tx)


def invite(req: Request) -> Invited:
    """A one-time link that makes a custodian."""
    listed(req)
    role = Role.CUSTODIAN
    token = people.invite(
        req.tx, None, role, by=req.actor.who, now=req.now, seconds=INVITATION_SECONDS
    )
    session.note(req, "invite", "", role.name)
    return Invited(token=token, unit=None, role=role, expires_at=req.now + INVITATION_SECONDS)


def member(req: Request, who: str) -> Person:
    """The custodian whose fingerprint begins with `who`, at least its first 16 characters."""
    found = [each for each in listed(req) if each.who.startswith(who)]
    if len(who) < LEAST_WHO or len(found) != 1:
        raise Refusal("staff-unknown")
    return found[0]


def dismiss(req: Request, who: str) -> tuple[Person, ...]:
    """Dismiss a custodian; returns the others."""
    found = member(req, who)
    people.set_custodian(req.tx, found.who, custodian=False)
    revocations.note(req, Kind.CUSTODIAN, found.who)
    session.note(req, "revoke", "", f"{Role.CUSTODIAN.name} {found.who}")
    leaving.after(req, found.who)
    return listed(req)
