"""An answer to whoever was talking: that it came through, or what its failure means."""

from domain.notices.notice import kind_of
from domain.notices.other_notices import OpenQuestionNotice
from domain.notices.reporter_notices import ReceiptNotice
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from storage.reporting import told_messages
from usecases.core.request import Request
from usecases.delivery.failures import Failure
from usecases.network import group_bindings
from usecases.notify import filing_notices


def receipt_shown(req: Request, who: str, report_id: int, message_id: int | None) -> None:
    """The reply to "Submit" came through: the receipt is no longer owed.

    `message_id` is the message that shows it, where that is known: a reply to it is about the
    report.
    """
    outbox.answered(req.tx, filing_notices.receipt_of(report_id), req.now)
    if message_id is not None:
        told_messages.keep(req.tx, who, message_id, report_id, req.now)


def unsaid(req: Request, who: str, chat: int | None, failure: Failure, *, after: int = 0) -> None:
    """Owe somebody their open question; who blocked the bot is written to no more until they write.

    `chat` is where it was to be said, negative for a group, None where that is not known.
    """
    if failure is not Failure.GONE:
        owe_screen(req, who, after=after, unknown=failure is Failure.UNKNOWN)
    elif chat is not None and chat < 0:
        group_bindings.put_out(req, chat)
    else:
        people.set_unreachable(req.tx, who, req.now)


def owe_screen(req: Request, who: str, *, after: int = 0, unknown: bool = False) -> None:
    """Somebody's answer could not be said: show them their open question again, later.

    Where it was a receipt, that is sent; `unknown`: it may have arrived all the same.
    """
    outbox.bring_forward(req.tx, who, kind_of(ReceiptNotice), req.now + after, unknown=unknown)
    outbox.put(
        req.tx,
        Owed(
            notice=OpenQuestionNotice(note="dialogue-continue"),
            recipient=who,
            rank=Rank.REPLY,
            dedupe=f"screen:{who}",
            due_at=req.now + after,
            order_key=f"person:{who}",
        ),
        req.now,
        again=True,
    )
