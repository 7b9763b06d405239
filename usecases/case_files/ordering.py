"""Order a case file, build it in the background, hand it out once, remove it from the chat."""

from enum import Enum, auto

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Case
from domain.case_files.orders import (
    AT_WORK,
    DELETABLE,
    LEASE,
    MOST_TRIES,
    REMOVED_AFTER,
    RETRY,
    FileState,
    Order,
)
from domain.core.errors import Attempt, NotFound, Refusal
from domain.network.people import Person, Verb, authorize, may, overlooks, role_in
from domain.notices.case_notices import (
    CaseFileFailedNotice,
    CaseFileNotRemovedNotice,
    CaseFileTooLargeNotice,
    CaseFileUncertainNotice,
    CaseNotice,
)
from domain.status import Status
from storage.audit import journal
from storage.case_files import orders
from storage.cases import cases, referrals, reviewers
from storage.engine.database import Tx
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from usecases.case_files import contents
from usecases.case_files.contents import Contents
from usecases.core import authority
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request


class NextStep(Enum):
    """What is to be done with an order."""

    BUILD = auto()
    REMOVE = auto()  # from the chat
    NOTHING = auto()  # it was settled here


class FileWork(Struct, frozen=True, kw_only=True):
    """An order that is due, and what is to be done; `chat` is the lead's private chat."""

    order: Order
    step: NextStep
    chat: int = 0
    locale: str = ""


def order_again(req: Request, case_id: int) -> None:
    """A lead orders the case file of a referred case once more."""
    case = cases.get(req.tx, case_id)
    if not overlooks(req.actor, case.unit, req.profile.by_code):
        raise NotFound("case-unknown", Attempt(Verb.CASE_FILE, case.unit, case.id))
    authorize(req.actor, Verb.CASE_FILE, case.unit, req.profile.by_code, case_id=case.id)
    authority.check_not_own(req, case)
    if case.status is Status.PURGED or referrals.latest(req.tx, case.id) is None:
        raise Refusal("case_file-not_referred")
    before = orders.latest(req.tx, case.id)
    if before is not None and before.state in AT_WORK:
        raise Refusal("case_file-waits")
    recipient = before.recipient if before is not None else ""
    orders.add(req.tx, _ordered(req, case, recipient))


def _ordered(req: Request, case: Case, recipient: str) -> Order:
    return Order(id=0, case_id=case.id, who=req.actor.who, ordered_at=req.now, recipient=recipient)


def is_due(tx: Tx, now: int) -> bool:
    """Whether there is anything to do for a case file."""
    return orders.is_due(tx, now)


def next_work(req: Request) -> FileWork | None:
    """Claim the order that is due first; None if nothing is due.

    One that may have been sent by a process that is gone is not sent again.
    """
    order = orders.claim(req.tx, req.now, lease=LEASE)
    if order is None:
        return None
    if order.state is FileState.SENT:
        return _located(req, FileWork(order=order, step=NextStep.REMOVE))
    if order.state is FileState.SENDING:
        fail(req, order, CaseFileUncertainNotice())
        return FileWork(order=order, step=NextStep.NOTHING)
    lead = _lead(req, order)
    if lead is None or order.tries >= MOST_TRIES:
        fail(req, order, CaseFileFailedNotice() if lead is not None else None)
        return FileWork(order=order, step=NextStep.NOTHING)
    return _located(req, FileWork(order=order, step=NextStep.BUILD))


def prepare(req: Request, order: Order) -> Contents | None:
    """What goes into the file of a claimed order; None if its lead has lost the authority.

    In a transaction after the claim: a case that cannot be read costs its order a try, and does not
    keep the others waiting.
    """
    lead = _lead(req, order)
    if lead is None:
        fail(req, order, None)
        return None
    return contents.gather(req, order, lead)


def _located(req: Request, work: FileWork) -> FileWork:
    person = people.get(req.tx, work.order.who)
    chat = people.address(req.tx, work.order.who)
    locale = person.locale if person is not None else req.profile.locales[0]
    return replace(work, chat=chat or 0, locale=locale)


def _lead(req: Request, order: Order) -> Person | None:
    """Who ordered it, if they may have it now: a lead of the case's unit who did not report it."""
    person, case = people.get(req.tx, order.who), cases.get(req.tx, order.case_id)
    if person is None or case.status is Status.PURGED:
        return None
    if not may(person, Verb.CASE_FILE, case.unit, req.profile.by_code):
        return None
    return None if reviewers.reported(req.tx, case.id, (person.who,)) else person


def permit(req: Request, order: Order) -> bool:
    """Write to the journal that a case file is handed out, right before it is sent.

    False if the lead has lost the authority, or the order is no longer there.
    """
    now_there, lead = orders.get(req.tx, order.id), _lead(req, order)
    if now_there is None or now_there.state is not FileState.ORDERED:
        return False
    if lead is None:
        fail(req, order, None)
        return False
    case = cases.get(req.tx, order.case_id)
    journal.add(
        req.tx,
        journal.Entry(
            who=lead.who,
            role=int(role_in(lead, case.unit, req.profile.by_code)),
            verb=Verb.CASE_FILE,
            case_id=case.id,
            unit=case.unit,
            start=case.status,
            to=case.status,
            reason=f"order {order.id}",
            written_at=req.now,
        ),
    )
    orders.change(req.tx, order.id, state=FileState.SENDING)
    return True


def sent(req: Request, order: Order, message_id: int) -> None:
    """The file is in the chat: note its message, to remove it later."""
    orders.change(
        req.tx,
        order.id,
        state=FileState.SENT,
        message_id=message_id,
        due_at=req.now + REMOVED_AFTER,
        tries=0,
    )


def put_off(req: Request, order: Order) -> None:
    """It could not be built now, for example because the store is away: try again later."""
    orders.change(req.tx, order.id, due_at=req.now + RETRY)


def fail(req: Request, order: Order, notice: CaseNotice | None) -> None:
    """It is not handed out; the lead is told why, unless there is nothing they may hear."""
    orders.change(req.tx, order.id, state=FileState.FAILED, due_at=None)
    if notice is not None:
        _tell(req, order, notice)


def too_large(req: Request, order: Order) -> None:
    """It is too large for a chat: the lead is told how to get it."""
    fail(req, order, CaseFileTooLargeNotice())


def uncertain(req: Request, order: Order) -> None:
    """It may have been sent or not; it is not sent again."""
    fail(req, order, CaseFileUncertainNotice())


def not_made(req: Request, order: Order) -> None:
    """It could not be made or sent."""
    fail(req, order, CaseFileFailedNotice())


def removed(req: Request, order: Order) -> None:
    """The message with the file was deleted."""
    orders.change(req.tx, order.id, state=FileState.DONE, due_at=None, message_id=None)


def not_removed(req: Request, order: Order, *, for_good: bool) -> None:
    """Deleting failed: try again while Telegram allows it, then ask the lead to do it."""
    if for_good or order.ordered_at + DELETABLE < req.now:
        orders.change(req.tx, order.id, state=FileState.DONE, due_at=None)
        _tell(req, order, CaseFileNotRemovedNotice())
    else:
        orders.change(req.tx, order.id, due_at=req.now + RETRY)


def _tell(req: Request, order: Order, notice: CaseNotice) -> None:
    outbox.put(
        req.tx,
        Owed(
            notice=notice,
            recipient=order.who,
            rank=Rank.NEWS,
            case_id=order.case_id,
            dedupe=f"{notice.kind}:{order.id}:{order.who}",
            order_key=f"staff:{order.who}",
        ),
        req.now,
    )


def for_operator(req: Request, number: str, recipient: str = "") -> Contents:
    """The contents of a case file for the operator's command; the journal records it.

    Raises NotFound for an unknown number, Refusal for a case that was not referred.
    """
    case = cases.by_number(req.tx, number)
    if case.status is Status.PURGED or referrals.latest(req.tx, case.id) is None:
        raise Refusal("case_file-not_referred")
    note_by_system(req, case, Verb.CASE_FILE, case.status, "operator")
    order = Order(id=0, case_id=case.id, who="", ordered_at=req.now, recipient=recipient)
    return contents.gather(req, order, None)
