"""Journal entries that belong to no case, and those of the system about a case."""

from domain.case import Case
from domain.network.people import Role
from domain.status import Status
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


def note_by_system(req: Request, case: Case, verb: str, to: Status, reason: str = "") -> None:
    """Write a journal entry about a case for what a scheduled job or a restore did."""
    journal.add(
        req.tx,
        journal.Entry(
            who=journal.SYSTEM,
            role=int(Role.SYSTEM),
            verb=verb,
            case_id=case.id,
            unit=case.unit,
            start=case.status,
            to=to,
            reason=reason,
            written_at=req.now,
        ),
    )
