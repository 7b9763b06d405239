"""Who somebody is, which language they are spoken to in, and how they come by a role."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from msgspec import Struct

from domain.errors import Attempt, NotAllowed, Refusal
from domain.people import GRANTABLE, Caller, Member, Person, Role, Verb, authorize, may, role_in
from domain.units import Unit
from storage import duties, inbox, journal, people, quotas
from storage.db import Tx
from storage.inbox import AlreadyActed
from usecases import inviters, leaving, reaching
from usecases.noting import note
from usecases.scene import Scene

__all__ = ["AlreadyActed", "note"]  # the edges meet the first, but never a module of rows
INVITATION_SECONDS = 7 * 24 * 3600  # long enough for a colleague on leave, too short to be found
HOUR = 3600
DENIED_AN_HOUR = 20  # of one person are written down: who tries for ever must not fill the journal
LONGEST_VERB = 24  # the journal's column
LEAST_WHO = 16  # characters of a fingerprint: no two of a unit's people share so many

T = TypeVar("T")


class Receipt(Struct, frozen=True):
    """Which stored update is being acted on."""

    bot: int
    update_id: int


class Acted(Struct, Generic[T], frozen=True):
    """Who acted, and what came of it."""

    person: Person
    outcome: T


def acting(
    tx: Tx,
    caller: Caller,
    receipt: Receipt | None,
    scene: Scene,
    use_case: Callable[..., T],
    *args: Any,
    **kwargs: Any,
) -> Acted[T]:
    """Run a use case for whoever an update comes from, and mark the update done in the same breath.

    An update that was acted on before raises AlreadyActed and changes nothing.
    """
    if receipt is not None:
        inbox.acted(tx, receipt.bot, receipt.update_id)
    person = people.meet(tx, caller, scene.now)
    if person.missed:
        reaching.tell_again(tx, scene, person.who)
    try:
        return Acted(person, use_case(tx, person, scene, *args, **kwargs))
    except NotAllowed as refusal:
        refusal.attempt = refusal.attempt or Attempt(use_case.__name__)
        raise


def denied(tx: Tx, person: Person, scene: Scene, attempt: Attempt) -> None:
    """Somebody tried what they have no authority for: one entry of the journal, some an hour.

    Who is no staff has no name there: what a citizen typed must lead nobody to them.
    """
    if quotas.use(tx, person.who, "denied", DENIED_AN_HOUR, HOUR, scene.now) is not None:
        return
    journal.add(
        tx,
        journal.Entry(
            who=person.who if person.is_staff else journal.OUTSIDER,
            role=int(Role.ADMIN if person.admin else Role.NOBODY),
            verb="denied",
            case_id=attempt.case_id,
            unit=attempt.unit,
            to=attempt.verb[:LONGEST_VERB],
            written_at=scene.now,
        ),
    )


def settle(tx: Tx, receipt: Receipt) -> None:
    """Mark an update done that asked for nothing of ours."""
    inbox.acted(tx, receipt.bot, receipt.update_id)


def witnessed(
    tx: Tx,
    receipt: Receipt | None,
    scene: Scene,
    use_case: Callable[..., T],
    *args: Any,
) -> T:
    """Run what Telegram itself tells of, in nobody's name, and mark the update done with it."""
    if receipt is not None:
        inbox.acted(tx, receipt.bot, receipt.update_id)
    return use_case(tx, scene, *args)


def greet(tx: Tx, person: Person, scene: Scene) -> Person:
    """Nothing but who it is: for the commands that only show something."""
    return person


def choose_language(tx: Tx, person: Person, scene: Scene, locale: str) -> str:
    """Speak this language to somebody from now on."""
    if locale not in scene.profile.locales:
        raise Refusal("language-unknown")
    people.set_locale(tx, person.who, locale)
    return locale


class Invited(Struct, frozen=True, kw_only=True):
    """An invitation to hand on: its token goes into a deep link."""

    token: str
    unit: Unit | None
    role: Role
    expires_at: int


def grantable(tx: Tx, person: Person, scene: Scene) -> tuple[tuple[Unit, tuple[Role, ...]], ...]:
    """The units in which somebody may give roles, and which."""
    found = tuple((unit, GRANTABLE) for unit in led(person, scene))
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def invite(tx: Tx, person: Person, scene: Scene, unit: str, role: Role) -> Invited:
    """A one-time link that gives a role in a unit: by its lead, a lead above, or an admin."""
    found = scene.profile.unit(unit)
    if found is None or found.retired or role not in GRANTABLE:
        raise Refusal("unit-unknown")
    authorize(person, Verb.GRANT, unit, scene.profile.by_code)
    if role >= Role.LEAD:
        as_lead(tx, person, scene, unit)
    token = people.invite(tx, unit, role, by=person.who, now=scene.now, seconds=INVITATION_SECONDS)
    return Invited(token=token, unit=found, role=role, expires_at=scene.now + INVITATION_SECONDS)


def invite_admin(tx: Tx, scene: Scene) -> Invited:
    """A one-time link that makes an admin; only somebody at the machine itself can ask for it."""
    token = people.invite(
        tx, None, Role.ADMIN, by=journal.SYSTEM, now=scene.now, seconds=INVITATION_SECONDS
    )
    return Invited(
        token=token, unit=None, role=Role.ADMIN, expires_at=scene.now + INVITATION_SECONDS
    )


class Joined(Struct, frozen=True, kw_only=True):
    """Somebody has come by a role."""

    person: Person
    unit: Unit | None
    role: Role


def redeem(tx: Tx, person: Person, scene: Scene, token: str, name: str) -> Joined:
    """Take up an invitation; the name is what colleagues see."""
    found = people.redeem(tx, token, scene.now)
    if found is None or not inviters.may_give(tx, scene, found):
        raise Refusal("invitation-void")
    if found.role is Role.CUSTODIAN:
        people.set_custodian(tx, person.who, custodian=True)
    elif found.unit is None:
        people.set_admin(tx, person.who, admin=True)
    else:
        own = duties.held(tx, person.who) or person  # a deputy does not become the lead by a link
        held = own.grants.get(found.unit, Role.NOBODY)
        role = max(held, found.role)  # a lead who follows a moderator's link stays a lead
        people.grant(tx, person.who, found.unit, role, by=found.created_by, now=scene.now)
    people.set_name(tx, person.who, name)
    note(tx, person, scene, "join", found.unit or "", f"{found.role.name} by {found.created_by}")
    now_is = people.get(tx, person.who)
    assert now_is is not None  # met at the beginning of this very transaction
    unit = scene.profile.unit(found.unit) if found.unit else None
    return Joined(person=now_is, unit=unit, role=found.role)


class Staff(Struct, frozen=True, kw_only=True):
    """The people of one unit, as its lead sees them; `left`: who looks has just given that up."""

    unit: Unit
    people: tuple[Member, ...] = ()
    left: bool = False


def worked_on(person: Person, scene: Scene) -> tuple[Unit, ...]:
    """The units whose cases this person may move; refuses where there are none."""
    known = scene.profile.by_code
    found = tuple(
        unit for unit in scene.profile.units if role_in(person, unit.code, known) >= Role.MODERATOR
    )
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def staff(tx: Tx, person: Person, scene: Scene, unit: str) -> Staff:
    """Who works in a unit."""
    found = scene.profile.unit(unit)
    if found is None:
        raise Refusal("unit-unknown")
    authorize(person, Verb.GRANT, unit, scene.profile.by_code)
    return Staff(unit=found, people=duties.members(tx, unit, scene.now))


def revoke(tx: Tx, person: Person, scene: Scene, unit: str, who: str) -> Staff:
    """Take somebody's role in a unit away; what they have taken goes back to the queue's view."""
    found = member(tx, person, scene, unit, who)
    if found.role >= Role.LEAD:
        as_lead(tx, person, scene, unit)
    people.revoke(tx, found.person.who, unit)
    note(tx, person, scene, "revoke", unit, found.person.who)
    leaving.after(tx, scene, found.person.who)
    return left(tx, person, scene, unit)


def left(tx: Tx, person: Person, scene: Scene, unit: str) -> Staff:
    """Who is left in a unit, for somebody who may have taken away a role of their own."""
    now_is = people.get(tx, person.who, scene.now)
    if now_is is None or not may(now_is, Verb.GRANT, unit, scene.profile.by_code):
        return Staff(unit=scene.profile.by_code[unit], left=True)
    return staff(tx, now_is, scene, unit)


def as_lead(tx: Tx, person: Person, scene: Scene, unit: str) -> None:
    """What a deputy may not do: decide who leads the unit, or for how long somebody stands in."""
    own = duties.held(tx, person.who)
    if own is None or role_in(own, unit, scene.profile.by_code) < Role.LEAD:
        raise NotAllowed("deputy-by-lead-only")


def member(tx: Tx, person: Person, scene: Scene, unit: str, who: str) -> Member:
    """One of a unit's people, by at least the first 16 characters of their fingerprint."""
    members = staff(tx, person, scene, unit).people
    found = [each for each in members if each.person.who.startswith(who)]
    if len(who) < LEAST_WHO or len(found) != 1:
        raise Refusal("staff-unknown")
    return found[0]


def led(person: Person, scene: Scene) -> tuple[Unit, ...]:
    """The units at work that somebody leads: their own, and all below."""
    known = scene.profile.by_code
    return tuple(
        unit
        for unit in scene.profile.units
        if not unit.retired and role_in(person, unit.code, known) >= Role.LEAD
    )
