"""What hangs on somebody's authority ends with it: invitations, deputies, the groups of units."""

from domain.people import Role, Verb, may, role_in
from storage import duties, groups, invitations, people, units
from storage.db import Tx
from usecases import group_cards, judges, telling
from usecases.noting import note
from usecases.scene import Scene


def after(tx: Tx, scene: Scene, who: str) -> None:
    """Somebody has just lost a role: what they handed out and still hangs on it is void."""
    invitations.void(tx, who)
    look(tx, scene)
    judges.look(tx, scene)


def dismiss_admin(tx: Tx, scene: Scene, account: int) -> bool:
    """Somebody is no admin by an invitation any more; False where they were none."""
    who = people.who_is(tx, account)
    if not people.set_admin(tx, who, admin=False):
        return False
    note(tx, None, scene, "revoke", "", f"{Role.ADMIN.name} {who}")
    after(tx, scene, who)
    return True


def look(tx: Tx, scene: Scene) -> int:
    """End what nobody answers for any more, whoever took the authority away, and however."""
    for each in duties.standing(tx):
        if not _names(tx, scene, each.by, each.unit):
            duties.appoint(tx, each.who, each.unit, until=None, by=None)
            invitations.void(tx, each.who)
            note(tx, None, scene, "deputy_over", each.unit, each.who)
            telling.to_member(tx, scene, each.who, each.unit, "deputy_ended", event=str(scene.now))
    for unit, who in units.binders(tx).items():
        if not _binds(tx, scene, who, unit):
            disconnect(tx, scene, unit, "group_released")
    return 0


def may_show(tx: Tx, scene: Scene, unit: str) -> bool:
    """Whether a unit's cards may go to its group: who connected it may still do so."""
    who = units.bound_by(tx, unit)
    return who is None or _binds(tx, scene, who, unit)


def disconnect(tx: Tx, scene: Scene, unit: str, why: str) -> None:
    """A unit has no group any more: its leads are told, and cards come to people."""
    units.bind_group(tx, unit, None)
    units.set_bound_by(tx, unit, None)
    units.set_topics(tx, unit, on=False)
    groups.forget_cards(tx, unit)
    group_cards.drop(tx, scene, unit)
    note(tx, None, scene, why, unit)
    telling.unit_leads(tx, scene, unit, why, event=str(scene.now))


def _names(tx: Tx, scene: Scene, who: str, unit: str) -> bool:
    """Whether somebody may name deputies of a unit: its lead, who does not only stand in."""
    person = duties.held(tx, who)
    return person is not None and role_in(person, unit, scene.profile.by_code) >= Role.LEAD


def _binds(tx: Tx, scene: Scene, who: str, unit: str) -> bool:
    person = people.get(tx, who, scene.now)
    return person is not None and may(person, Verb.BIND, unit, scene.profile.by_code)
