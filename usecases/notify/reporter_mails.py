"""Queue a mail to a reporter without an account who has left a mail address: that there is news."""

from domain.case import Case
from domain.notices.reporter_notices import StatusCardNotice
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank, Way
from storage.reporting import offline_reports, reporter_links
from usecases.core.request import Request

WAIT_SECONDS = 600  # several news of one moment become one mail


def owe(req: Request, report_id: int, case: Case) -> None:
    """Queue the mail of a report entered by staff, if it can be sent; what it says is not stored.

    News that comes before it has left adds no second one.
    """
    if not req.conditions.mail or not offline_reports.is_linkable(req.tx, report_id):
        return
    if not reporter_links.contact_of(req.tx, report_id).get("email"):
        return
    outbox.put(
        req.tx,
        Owed(
            notice=StatusCardNotice(),
            recipient=None,
            rank=Rank.NEWS,
            report_id=report_id,
            case_id=case.id,
            dedupe=dedupe(report_id),
            order_key=f"mail:report:{report_id}",
            due_at=req.now + WAIT_SECONDS,
            way=Way.MAIL,
        ),
        req.now,
        again=True,
    )


def dedupe(report_id: int) -> str:
    """The key of a report's mail in the outbox: there is one row for each report."""
    return f"news-mail:{report_id}"
