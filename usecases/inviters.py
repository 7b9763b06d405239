"""Whether an invitation still holds: it gives no more than its maker may give at that moment."""

from domain.people import Person, Role, Verb, may
from storage import duties, journal, people
from storage.db import Tx
from storage.people import Invitation
from usecases.scene import Scene


def may_give(tx: Tx, scene: Scene, found: Invitation) -> bool:
    """Whether whoever made this invitation may still give this role, in this unit."""
    if found.unit is not None and not _at_work(scene, found.unit):
        return False
    if found.created_by == journal.SYSTEM:
        return True  # made at the machine itself
    maker = _maker(tx, scene, found)
    if maker is None:
        return False
    if found.unit is None:
        return maker.admin
    return may(maker, Verb.GRANT, found.unit, scene.profile.by_code)


def _at_work(scene: Scene, code: str) -> bool:
    unit = scene.profile.unit(code)
    return unit is not None and not unit.retired


def _maker(tx: Tx, scene: Scene, found: Invitation) -> Person | None:
    """Leads are not made by those who only stand in for one."""
    if found.role >= Role.LEAD:
        return duties.held(tx, found.created_by)
    return people.get(tx, found.created_by, scene.now)
