"""Notices that may not have reached a reporter: kept, and sent again when they write."""

from collections.abc import Sequence

from domain.notices.notice import kind_of
from domain.notices.reporter_notices import (
    FilesNotice,
    ToldNotice,
)
from domain.report import Reached, Report
from storage.cases import cases
from storage.cases.messages import TO_REPORTER, Message
from storage.engine.database import Tx
from storage.network import people
from storage.queues import outbox_claims, undelivered
from storage.queues.outbox import NoticeState
from storage.queues.outbox_claims import Claimed
from storage.queues.undelivered import UndeliveredNotice
from storage.reporting import reports
from usecases.core.request import Request
from usecases.notify import notify, staff_cards

EACH = frozenset({kind_of(ToldNotice), kind_of(FilesNotice)})
"""Kinds of which every missed notice is sent again: an office's words do not become outdated."""
ONCE_EACH = undelivered.RECEIPTS
"""Kinds of which the newest is always sent again. Of all others only the newest notice is."""
_LASTING = EACH | ONCE_EACH
_WORST = tuple(Reached)


def settle(req: Request, claimed: Claimed, state: NoticeState) -> None:
    """Set the state of a notice that failed or may have failed; a reporter's is kept for later."""
    owed = claimed.owed
    kept = owed.recipient is not None and owed.order_key == f"report:{owed.report_id}"
    outbox_claims.settle(req.tx, claimed, state, req.now, keep=kept)
    if kept and owed.recipient is not None:
        people.set_missed(req.tx, owed.recipient, req.now)
    staff_cards.follow_news(req, owed)


def tell_again(req: Request, who: str) -> None:
    """Somebody writes who missed notices: queue those that still matter."""
    found = undelivered.of_person(req.tx, who)
    for report_id in dict.fromkeys(each.report_id for each in found):
        report = reports.get(req.tx, report_id)
        if report is None:
            continue
        of_report = [each for each in found if each.report_id == report_id]
        again = _worth_telling(req.tx, report_id, of_report)
        undelivered.owe_again(req.tx, again, req.now)
        undelivered.let_go(req.tx, {each.id for each in of_report} - set(again))
        # the status card is created with the first notice
        if any(each.kind not in ONCE_EACH for each in of_report):
            notify.card(req, who, report_id, cases.get(req.tx, report.case_id))


def _worth_telling(tx: Tx, report_id: int, found: Sequence[UndeliveredNotice]) -> list[int]:
    newest_of = {each.kind: each.id for each in found}  # the newest of each kind
    newest = undelivered.last_of(tx, report_id, without=_LASTING)
    return [
        each.id
        for each in found
        if each.kind in EACH
        or (each.kind in ONCE_EACH and newest_of[each.kind] == each.id)
        or each.id == newest
    ]


def of_message(tx: Tx, message: Message, found: Sequence[Report]) -> tuple[Reached, ...]:
    """The delivery state of an office's message for each report it was sent to, with its files."""
    words = TO_REPORTER.get(message.kind)
    if words is None:
        return ()
    kinds = kind_of(words), kind_of(FilesNotice)
    event = notify.of_words(message.id)
    addressed = [report for report in found if message.concerns(report.id)]
    news = {
        report.id: [notify.news_of(each, report.id, event) for each in kinds]
        for report in addressed
    }
    known = undelivered.reached(tx, [each for both in news.values() for each in both])
    return tuple(
        max((known[each] for each in both if each in known), key=_WORST.index)
        for both in news.values()
        if any(each in known for each in both)
    )
