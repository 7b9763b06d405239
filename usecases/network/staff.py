"""Roles in a unit: invitations, who works where, revoking."""

from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from domain.core.errors import NotAllowed, Refusal
from domain.network.people import GRANTABLE, Member, Person, Role, Verb, authorize, may, role_in
from domain.network.units import Unit
from domain.notices.authority_notices import CustodianNamedNotice
from storage.audit import journal, roles
from storage.engine.erasures import Kind
from storage.network import custodians, duties, invitations, people
from storage.network.invitations import Invitation
from usecases.core import revocations
from usecases.core.authority import led
from usecases.core.journal_notes import note
from usecases.core.request import Request
from usecases.network import inviters, leaving
from usecases.notify import authority_news

# long enough for a colleague on leave, short enough if the link leaks
INVITATION_SECONDS = 7 * 24 * 3600
NAMED = "named"  # the journal entry of a named custodian: no role before it is confirmed
LEAST_WHO = 16  # characters of a fingerprint that identify a person within a unit


class Invited(Struct, frozen=True, kw_only=True):
    """An invitation; its token goes into a deep link."""

    token: str
    unit: Unit | None
    role: Role
    expires_at: int


def grantable(req: Request) -> tuple[tuple[Unit, tuple[Role, ...]], ...]:
    """The units in which this person may give roles, with those roles."""
    found = tuple((unit, GRANTABLE) for unit in led(req.actor, req))
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def invite(req: Request, unit: str, role: Role) -> Invited:
    """Create a one-time link that gives a role in a unit. For its lead, leads above, admins."""
    found = req.profile.unit(unit)
    authorize(req.actor, Verb.GRANT, unit, req.profile.by_code)
    if found is None or found.retired or role not in GRANTABLE:
        raise Refusal("unit-unknown")
    if role >= Role.LEAD:
        as_lead(req, unit)
    token = invitations.invite(
        req.tx, unit, role, by=req.actor.who, now=req.now, seconds=INVITATION_SECONDS
    )
    return Invited(token=token, unit=found, role=role, expires_at=req.now + INVITATION_SECONDS)


def invite_admin(req: Request) -> Invited:
    """Create a one-time link that makes an admin; only the operator's command may."""
    token = invitations.invite(
        req.tx, None, Role.ADMIN, by=journal.SYSTEM, now=req.now, seconds=INVITATION_SECONDS
    )
    return Invited(token=token, unit=None, role=Role.ADMIN, expires_at=req.now + INVITATION_SECONDS)


class Admin(Struct, frozen=True, kw_only=True):
    """An admin as the operator sees them; `account` is the Telegram id."""

    account: int
    name: str = ""
    by_settings: bool = False
    by_invitation: bool = False
    has_written: bool = True


def admins(req: Request, named: Collection[int]) -> tuple[Admin, ...]:
    """All admins, for the operator's command; `named` are those of the settings."""
    known = {people.account(req.tx, each.who): each for each in people.admins(req.tx)}
    found = [
        Admin(
            account=account,
            name=each.name,
            by_settings=account in named,
            by_invitation=people.is_invited_admin(req.tx, each.who),
        )
        for account, each in sorted(known.items())
    ]
    absent = sorted(set(named) - set(known))
    return (
        *found,
        *(Admin(account=each, by_settings=True, has_written=False) for each in absent),
    )


class Joined(Struct, frozen=True, kw_only=True):
    """A person has got a role; a custodian only once somebody else has confirmed it."""

    person: Person
    unit: Unit | None
    role: Role


def redeem(req: Request, token: str, name: str) -> Joined:
    """Use an invitation; `name` is what colleagues see."""
    found = invitations.redeem(req.tx, token, req.now)
    if found is None or not inviters.may_give(req, found):
        raise Refusal("invitation-void")
    if found.role is Role.CUSTODIAN:
        if not custodians.name(req.tx, req.actor.who, found.created_by):
            raise Refusal("invitation-void")  # they are custodian already
    elif found.unit is None:
        people.set_admin(req.tx, req.actor.who, admin=True)
    else:
        own = (
            duties.held(req.tx, req.actor.who) or req.actor
        )  # a deputy cannot become the lead by a link
        held = own.grants.get(found.unit, Role.NOBODY)
        role = max(held, found.role)  # a lead who uses a moderator's link stays a lead
        people.grant(req.tx, req.actor.who, found.unit, role, by=found.created_by, now=req.now)
    people.set_name(req.tx, req.actor.who, name)
    verb = NAMED if found.role is Role.CUSTODIAN else roles.JOIN
    note(req, verb, found.unit or "", f"{found.role.name} by {found.created_by}")
    now_is = people.get(req.tx, req.actor.who)
    assert now_is is not None  # the person was stored at the beginning of this transaction
    unit = req.profile.unit(found.unit) if found.unit else None
    _tell(req, now_is, found)
    return Joined(person=now_is, unit=unit, role=found.role)


def _tell(req: Request, person: Person, found: Invitation) -> None:
    """Tell those who watch over roles; a custodian waits until one of them has confirmed it."""
    if found.role is Role.CUSTODIAN:
        by = authority_news.name_of(req, found.created_by)
        notice = CustodianNamedNotice(name=person.name, by=by, who=person.who)
        authority_news.guards(req, notice, event=person.who)
    else:
        authority_news.role_given(req, person, found.role, found.unit, found.created_by)


class Staff(Struct, frozen=True, kw_only=True):
    """The people of one unit, as its lead sees them; `left`: the viewer has just resigned."""

    unit: Unit
    people: tuple[Member, ...] = ()
    left: bool = False

    @property
    def has_lead(self) -> bool:
        """Whether somebody is its lead; who stands in for one does not count."""
        return any(member.role >= Role.LEAD for member in self.people)

    def without(self, member: Member) -> "Staff":
        """The staff of the unit if this member left."""
        return replace(self, people=tuple(each for each in self.people if each != member))


class Leaver(Struct, frozen=True, kw_only=True):
    """A member of a unit who may be removed, and who would be left there."""

    member: Member
    left: Staff


def staff(req: Request, unit: str) -> Staff:
    """The people of a unit."""
    found = req.profile.unit(unit)
    authorize(req.actor, Verb.GRANT, unit, req.profile.by_code)
    if found is None:
        raise Refusal("unit-unknown")
    return Staff(unit=found, people=duties.members(req.tx, unit, req.now))


def revoke(req: Request, unit: str, who: str) -> Staff:
    """Revoke somebody's role in a unit; the cases assigned to them return to the queue."""
    found = member(req, unit, who)
    if found.role >= Role.LEAD:
        as_lead(req, unit)
    people.revoke(req.tx, found.person.who, unit)
    revocations.note(req, Kind.GRANT, found.person.who, unit)
    note(req, "revoke", unit, found.person.who)
    leaving.after(req, found.person.who)
    return left(req, unit)


def leaver(req: Request, unit: str, who: str) -> Leaver:
    """Who would be removed from a unit, and who would be left: asked before it is done."""
    found = member(req, unit, who)
    return Leaver(member=found, left=staff(req, unit).without(found))


def left(req: Request, unit: str) -> Staff:
    """The people left in a unit, also for somebody who has just given up their own role."""
    now_is = people.get(req.tx, req.actor.who, req.now)
    if now_is is None or not may(now_is, Verb.GRANT, unit, req.profile.by_code):
        return Staff(unit=req.profile.by_code[unit], left=True)
    return staff(req.acting_as(now_is), unit)


def as_lead(req: Request, unit: str) -> None:
    """Raise a refusal for a deputy, who may not appoint leads or deputies."""
    own = duties.held(req.tx, req.actor.who)
    if own is None or role_in(own, unit, req.profile.by_code) < Role.LEAD:
        raise NotAllowed("deputy-by-lead-only")


def member(req: Request, unit: str, who: str) -> Member:
    """The member of a unit whose fingerprint begins with `who`, at least 16 characters."""
    members = staff(req, unit).people
    found = [each for each in members if each.person.who.startswith(who)]
    if len(who) < LEAST_WHO or len(found) != 1:
        raise Refusal("staff-unknown")
    return found[0]
