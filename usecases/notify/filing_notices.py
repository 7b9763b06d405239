"""Notices to a reporter about filing: the receipt, and fingerprints of files stored later."""

from domain.case import Case
from domain.notices.reporter_notices import FingerprintsNotice, ReceiptNotice
from domain.report import Report
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from storage.reporting import told_messages
from usecases.core.request import Request

RECEIPT_WAIT = 60
"""Seconds to wait for the reply to "Submit" to arrive before the receipt is sent separately.

Longer than any Bot API call takes, so that both are never being sent at the same time.
"""


def receipt(req: Request, who: str, report_id: int, case: Case) -> None:
    """Queue the receipt of a new report. It is settled when the reply, which contains it, arrives.

    If no reply arrives in time, the receipt is sent. The reply is counted as a try before it is
    made, so that it stays counted if the process dies after it. The status card begins with the
    first notice about the case.
    """
    outbox.put(
        req.tx,
        Owed(
            notice=ReceiptNotice(),
            recipient=who,
            rank=Rank.NEWS,
            report_id=report_id,
            case_id=case.id,
            dedupe=receipt_of(report_id),
            due_at=req.now + RECEIPT_WAIT,
            order_key=f"report:{report_id}",
            unknowns=1,
        ),
        req.now,
    )


def receipt_message(req: Request, who: str, report_id: int) -> int | None:
    """The message that shows a report's receipt in its reporter's chat; None if not known."""
    settled_at = outbox.settled_at(req.tx, receipt_of(report_id))
    if settled_at is None:
        return None
    return told_messages.told_at(req.tx, who, report_id, settled_at)


def receipt_of(report_id: int) -> str:
    """The deduplication key of a report's receipt."""
    return f"receipt:{report_id}"


def proof(req: Request, who: str, report: Report, event: str, *, filed: bool = False) -> None:
    """Queue the fingerprints of a reporter's files, now that they are stored.

    `filed`: they were filed with the report, so the receipt shows them; a message is sent only if
    it cannot be edited or a file failed.
    """
    outbox.put(
        req.tx,
        Owed(
            notice=FingerprintsNotice(filed=filed),
            recipient=who,
            rank=Rank.NEWS,
            report_id=report.id,
            case_id=report.case_id,
            dedupe=f"fingerprints:{report.id}:{event}",
            order_key=f"report:{report.id}",
        ),
        req.now,
    )
