"""Who decides whether a reporter's contact is opened: appointed and dismissed by admins."""

from domain.errors import NotAllowed, Refusal
from domain.people import Person, Role
from storage import people
from storage.db import Tx
from usecases import access, leaving
from usecases.access import INVITATION_SECONDS, LEAST_WHO, Invited
from usecases.scene import Scene


def listed(tx: Tx, person: Person, scene: Scene) -> tuple[Person, ...]:
    """All custodians, for admins."""
    if not person.admin:
        raise NotAllowed("refusal-not-allowed")
    return people.custodians(tx)


def invite(tx: Tx, person: Person, scene: Scene) -> Invited:
    """A one-time link that makes a custodian."""
    listed(tx, person, scene)
    role = Role.CUSTODIAN
    token = people.invite(tx, None, role, by=person.who, now=scene.now, seconds=INVITATION_SECONDS)
    access.note(tx, person, scene, "invite", "", role.name)
    return Invited(token=token, unit=None, role=role, expires_at=scene.now + INVITATION_SECONDS)


def member(tx: Tx, person: Person, scene: Scene, who: str) -> Person:
    """One of the custodians, by at least the first 16 characters of their fingerprint."""
    found = [each for each in listed(tx, person, scene) if each.who.startswith(who)]
    if len(who) < LEAST_WHO or len(found) != 1:
        raise Refusal("staff-unknown")
    return found[0]


def dismiss(tx: Tx, person: Person, scene: Scene, who: str) -> tuple[Person, ...]:
    """Somebody is a custodian no longer; who is left."""
    found = member(tx, person, scene, who)
    people.set_custodian(tx, found.who, custodian=False)
    access.note(tx, person, scene, "revoke", "", f"{Role.CUSTODIAN.name} {found.who}")
    leaving.after(tx, scene, found.who)
    return listed(tx, person, scene)
