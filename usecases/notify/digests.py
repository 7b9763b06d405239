"""The digests of staff that are due: one message each, queued by the clock."""

from datetime import datetime

from domain.network.people import Person
from domain.notices.preferences import HOUR, NoticeMode, next_digest
from domain.notices.staff_notices import CaseDigestNotice
from storage.network import people
from storage.queues import preferences
from storage.queues.preferences import DueDigest
from usecases.core.request import Request
from usecases.notify import pushes

BATCH = 50  # people in one run of the job; the others wait for the next run


def tell(req: Request) -> int:
    """Queue the digests that are due. Returns how many people were looked at.

    The next time is set in the transaction that queues the message, so none is queued twice. What
    is in it is read when it is sent; until then it waits in its own table.
    """
    found = preferences.due(req.tx, req.now, limit=BATCH)
    for each in found:
        person = people.get(req.tx, each.who, req.now)
        if not is_told(person):
            pushes.pass_news_on(req, each.who)
            preferences.set_due(req.tx, each.who, None)
            continue
        is_digest = each.preferences.mode is NoticeMode.DIGEST
        again = next_digest(each.preferences, req.now, pushes.zone(req)) if is_digest else None
        preferences.set_due(req.tx, each.who, again)
        notice = CaseDigestNotice(why="quiet" if _ends_quiet(req, each) else "digest")
        pushes.owe_digest(req, each.who, notice)
    return len(found)


def is_told(person: Person | None) -> bool:
    """Whether somebody is told of cases: who has a role in a unit, and admins."""
    return person is not None and (person.admin or bool(person.grants))


def _ends_quiet(req: Request, due: DueDigest) -> bool:
    """Whether the digest was due at the end of the person's quiet hours."""
    if due.preferences.quiet is None:
        return False
    local = datetime.fromtimestamp(due.due_at, pushes.zone(req))
    return local.hour * HOUR + local.minute == due.preferences.quiet[1]
