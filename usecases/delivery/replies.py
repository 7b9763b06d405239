"""Replies to a person's own message: that one arrived, or what to do when it failed."""

from domain.notices.notice import kind_of
from domain.notices.other_notices import OpenQuestionNotice, ReplyLostNotice
from domain.notices.reporter_notices import ReceiptNotice
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from storage.reporting import drafts, told_messages
from usecases.core.request import Request
from usecases.delivery.retries import Failure
from usecases.network import group_bindings
from usecases.notify import filing_notices


def receipt_shown(req: Request, who: str, report_id: int, message_id: int | None) -> None:
    """The reply to "Submit" arrived: settle the receipt, which it contained.

    `message_id` is the message that shows it, if known: an answer to that message is about the
    report. It is stored as told when the receipt was settled, also if it is shown there again.
    """
    dedupe = filing_notices.receipt_of(report_id)
    outbox.answered(req.tx, dedupe, req.now)
    if message_id is not None:
        told_at = outbox.settled_at(req.tx, dedupe) or req.now
        told_messages.keep(req.tx, who, message_id, report_id, told_at)


def unsaid(req: Request, who: str, chat: int | None, failure: Failure, *, after: int = 0) -> None:
    """A reply failed: queue the person's open question.

    Who blocked the bot gets nothing until they write. `chat` is where the reply went, negative for
    a group, None if not known.
    """
    if failure is not Failure.GONE:
        owe_screen(req, who, after=after, unknown=failure is Failure.UNKNOWN)
    elif chat is not None and chat < 0:
        group_bindings.put_out(req, chat)
    else:
        people.set_unreachable(req.tx, who, req.now)


def owe_screen(req: Request, who: str, *, after: int = 0, unknown: bool = True) -> None:
    """A reply could not be sent: queue what is sent instead.

    The person's open question is asked again; where the reply was a receipt, the receipt is sent;
    else they are told that a reply may be missing. `unknown`: it may have arrived, as after a death
    of the process.
    """
    receipt = kind_of(ReceiptNotice)
    outbox.bring_forward(req.tx, who, receipt, req.now + after, unknown=unknown)
    asks = drafts.active(req.tx, who) is not None
    if not asks and outbox.waits_for(req.tx, who, receipt):
        return
    outbox.put(
        req.tx,
        Owed(
            notice=OpenQuestionNotice(note="dialogue-continue") if asks else ReplyLostNotice(),
            recipient=who,
            rank=Rank.REPLY,
            dedupe=f"screen:{who}",
            due_at=req.now + after,
            order_key=f"person:{who}",
        ),
        req.now,
        again=True,
    )
