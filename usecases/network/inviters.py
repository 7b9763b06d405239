"""Whether an invitation is still valid: it gives only what its author may give at that moment."""

from domain.network.people import Person, Role, Verb, may
from storage.audit import journal
from storage.network import duties, people
from storage.network.invitations import Invitation
from usecases.core.request import Request


def may_give(req: Request, found: Invitation) -> bool:
    """Whether the author of this invitation may still give this role in this unit."""
    if found.unit is not None and not _at_work(req, found.unit):
        return False
    if found.created_by == journal.SYSTEM:
        return True  # created by the operator's command
    maker = _author(req, found)
    if maker is None:
        return False
    if found.unit is None:
        return maker.admin
    return may(maker, Verb.GRANT, found.unit, req.profile.by_code)


def _at_work(req: Request, code: str) -> bool:
    unit = req.profile.unit(code)
    return unit is not None and not unit.retired


def _author(req: Request, found: Invitation) -> Person | None:
    """The author with their current roles; to appoint a lead, without those held as a deputy."""
    if found.role >= Role.LEAD:
        return duties.held(req.tx, found.created_by)
    return people.get(req.tx, found.created_by, req.now)
