"""News that may come many times in a row: the first at once, the others in one message."""

from msgspec.structs import replace

from domain.case import Case, Priority
from domain.notices.case_notices import RepeatedNotice
from domain.notices.preferences import GATHER_SECONDS, leaves_at
from storage.queues import outbox, pending_news
from storage.queues.outbox import Owed
from usecases.core.request import Request


def joins(req: Request, case: Case, owed: Owed, who: str) -> bool:
    """Whether this joins what is told later, or begins to wait for that; `who`: a person or unit.

    What is about a danger to life never waits. The time stands in the outbox: what the message
    says is read when it is sent, and no other notice waits for it.
    """
    notice = owed.notice
    if not isinstance(notice, RepeatedNotice) or case.priority is Priority.DANGER:
        return False
    now, kind = req.now, notice.kind
    before = pending_news.told_at(req.tx, who, case.id, kind, now)
    at = leaves_at(before, now)
    if at == before:
        return True
    pending_news.set_told(req.tx, who, case.id, kind, now, at=at, kept=now - GATHER_SECONDS)
    if at == now:
        return False
    waits = replace(
        owed,
        notice=replace(notice, gathered=True),
        dedupe=f"{kind}:{case.id}:until{at}:{who}",
        due_at=at,
        order_key=f"gathered:{case.id}:{who}",
    )
    outbox.put(req.tx, waits, now)
    return True
