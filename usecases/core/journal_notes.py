"""Journal entries that belong to no case."""

from domain.network.people import Role
from storage.audit import journal
from usecases.core.request import Request


def note(req: Request, verb: str, unit: str, reason: str = "") -> None:
    """Write a journal entry that belongs to no case.

    Without a person in the request, the system did it.
    """
    role = Role.SYSTEM
    if req.person is not None:
        role = Role.ADMIN if req.person.admin else Role.NOBODY
    journal.add(
        req.tx,
        journal.Entry(
            who=journal.SYSTEM if req.person is None else req.person.who,
            role=int(role),
            verb=verb,
            case_id=0,  # the chain of entries without a case
            unit=unit,
            reason=reason,
            written_at=req.now,
        ),
    )
