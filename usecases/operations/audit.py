"""The journal verified as a whole, and its head told outside once a day."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from domain.notices.notice import kind_of
from domain.notices.staff_notices import JournalHeadNotice
from storage.audit import audit, journal_order
from storage.audit.audit import AuditFinding, AuditScan, CaseAuditScan
from storage.audit.journal_order import Head
from storage.engine import counters
from storage.engine.database import Tx
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Rank
from usecases.core.request import Request

T = TypeVar("T")
NOTICE = kind_of(JournalHeadNotice)  # and the counter of days


class AuditDatabase(Protocol):
    """Runs what only reads (`storage.engine.database.Database` does)."""

    async def read(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run it beside the writers, and give what it returned."""
        ...


class AuditResult(Struct, frozen=True, kw_only=True):
    """How the journal stands: its head, how many entries were looked at, and what is wrong.

    Of each way of looking only the first thing that does not fit is named. `numbers` are those of
    the cases that findings speak of.
    """

    head: Head
    seen: int
    findings: tuple[AuditFinding, ...]
    numbers: dict[int, str]


async def verify(
    db: AuditDatabase, told: Head | None = None, tell: Callable[[int, int], None] = lambda *_: None
) -> AuditResult:
    """Look through the whole journal, page by page; beside it, entries may be written.

    `told` is a head that was told before: the journal must hold it still. `tell` hears how many of
    how many entries were looked at.
    """
    head, wrong = await db.read(audit.ends, told)
    findings = list(wrong)
    walk = AuditScan()
    while not walk.done:
        walk = await db.read(audit.walk, walk, head.count)
        tell(walk.place, 2 * head.count)
    if walk.found:
        findings.append(walk.found)
    if found := await db.read(audit.added):
        findings.append(found)
    cases = CaseAuditScan()
    while not cases.done:
        cases = await db.read(audit.walk_cases, cases)
        tell(head.count + cases.seen, 2 * head.count)
    if cases.found and cases.found.entry not in {each.entry for each in findings}:
        findings.append(cases.found)
    numbers = await db.read(_numbers, {each.case_id for each in findings if each.case_id})
    return AuditResult(head=head, seen=cases.seen, findings=tuple(findings), numbers=numbers)


async def glance(db: AuditDatabase, newest: int) -> AuditResult:
    """Look at the end of the journal alone: so many of the newest places."""
    head, wrong = await db.read(audit.ends)
    findings = list(wrong)
    start = max(0, head.count - newest)
    before: str | None = await db.read(journal_order.link_at, start)
    walk = AuditScan(start, before or "")
    while not walk.done:
        walk = await db.read(audit.walk, walk, head.count)
    if walk.found:
        findings.append(walk.found)
    return AuditResult(head=head, seen=head.count - start, findings=tuple(findings), numbers={})


def _numbers(tx: Tx, case_ids: set[int]) -> dict[int, str]:
    found = {each: audit.number_of(tx, each) for each in case_ids}
    return {each: number for each, number in found.items() if number}


def tell_head(req: Request) -> Head | None:
    """Once a day, when the office opens: the head of the journal, to each admin; None otherwise."""
    calendar = req.profile.calendar
    today = calendar.day_of(req.now)
    if req.now < calendar.moment(today, calendar.opens):
        return None
    head = journal_order.head(req.tx)
    if head is None or counters.reach(req.tx, NOTICE, today.toordinal()) is None:
        return None
    for admin in people.admins(req.tx):
        outbox.put(
            req.tx,
            outbox.Owed(
                notice=JournalHeadNotice(count=head.count, head=str(head)),
                recipient=admin.who,
                rank=Rank.DIGEST,
                dedupe=f"{NOTICE}:{today.toordinal()}:{admin.who}",
                order_key=f"staff:{admin.who}",
            ),
            req.now,
        )
    return head
