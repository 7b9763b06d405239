"""Verify the whole journal, and send its head to admins once a day."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from domain.notices.notice import kind_of
from domain.notices.staff_notices import JournalHeadNotice
from storage.audit import audit, journal_order
from storage.audit import roles as audit_roles
from storage.audit.audit import AuditFinding, AuditScan, CaseAuditScan
from storage.audit.journal_order import Head
from storage.audit.roles import UnexplainedRole
from storage.engine import counters
from storage.engine.database import Tx
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Rank
from usecases.core.request import Request

T = TypeVar("T")
NOTICE = kind_of(JournalHeadNotice)  # also the name of the counter of days


class AuditDatabase(Protocol):
    """Runs read-only use cases (`storage.engine.database.Database` does)."""

    async def read(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run it concurrently with writers, and return its result."""
        ...


class AuditResult(Struct, frozen=True, kw_only=True):
    """Result of a check: the journal's head, the number of entries checked, and the findings.

    Of each kind of check only the first finding is named. `numbers` are the case numbers that the
    findings mention.
    """

    head: Head
    seen: int
    findings: tuple[AuditFinding, ...]
    numbers: dict[int, str]


async def verify(
    db: AuditDatabase, told: Sequence[Head] = (), tell: Callable[[int, int], None] = lambda *_: None
) -> AuditResult:
    """Check the whole journal page by page; entries may be written meanwhile.

    `told` are heads that were sent or kept earlier: the journal must still contain them. `tell` is
    called with the number of entries checked, and of all.
    """
    head, wrong = await db.read(audit.ends)
    findings = list(wrong)
    for each in told:
        _, wrong = await db.read(audit.ends, each)
        findings += [found for found in wrong if found not in findings]
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
    """Check only the last `newest` places of the journal."""
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


async def roles(db: AuditDatabase) -> tuple[UnexplainedRole, ...]:
    """The roles of staff that no entry of the journal gave."""
    found: tuple[UnexplainedRole, ...] = await db.read(audit_roles.unexplained)
    return found


def _numbers(tx: Tx, case_ids: set[int]) -> dict[int, str]:
    found = {each: audit.number_of(tx, each) for each in case_ids}
    return {each: number for each, number in found.items() if number}


def tell_head(req: Request) -> Head | None:
    """Once a day, when the office opens, send the journal's head to each admin; None if not due."""
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
