"""What a reporter is owed for filing: the receipt, and fingerprints of files that came later."""

from domain.case import Case
from domain.notices.reporter_notices import FingerprintsNotice, ReceiptNotice
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from usecases.core.request import Request

RECEIPT_WAIT = 60
"""Seconds that the reply to "Submit" has to come through before the receipt is sent by itself.

Longer than any call of the Bot API takes, so that the two are never under way together.
"""


def receipt(req: Request, who: str, report_id: int, case: Case) -> None:
    """Owe the receipt of a new report: the reply shows it, and then it is settled.

    If no reply comes through, it is sent once the time for that is over. The status card begins
    with the first news.
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
    """What tells the receipt of a report from all other notices."""
    return f"receipt:{report_id}"


def proof(req: Request, who: str, report_id: int, case_id: int, event: str) -> None:
    """By what a reporter's files can be recognised, now that they are kept."""
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
