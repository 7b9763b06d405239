"""Notices to a reporter about filing: the receipt, and fingerprints of files stored later."""

from domain.case import Case
from domain.notices.reporter_notices import FingerprintsNotice, ReceiptNotice
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from usecases.core.request import Request

RECEIPT_WAIT = 60
"""Seconds to wait for the reply to "Submit" to arrive before the receipt is sent separately.

Longer than any Bot API call takes, so that both are never being sent at the same time.
"""


def receipt(req: Request, who: str, report_id: int, case: Case) -> None:
    """Queue the receipt of a new report. It is settled when the reply, which contains it, arrives.

    If no reply arrives in time, the receipt is sent. The status card begins with the first notice
    about the case.
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
        ),
        req.now,
    )


def receipt_of(report_id: int) -> str:
    """The deduplication key of a report's receipt."""
    return f"receipt:{report_id}"


def proof(req: Request, who: str, report_id: int, case_id: int, event: str) -> None:
    """Queue the fingerprints of a reporter's files, now that they are stored."""
    outbox.put(
        req.tx,
        Owed(
            notice=FingerprintsNotice(),
            recipient=who,
            rank=Rank.NEWS,
            report_id=report_id,
            case_id=case_id,
            dedupe=f"fingerprints:{report_id}:{event}",
            order_key=f"report:{report_id}",
        ),
        req.now,
    )
