"""Letters that ask a site or provider for a measure: their content, loaded when they are sent."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from domain.case import Case
from domain.core.errors import Attempt, NotFound
from domain.core.names import Names
from domain.network.people import Verb
from domain.notices.removal_notices import RemovalAskedNotice, Why
from domain.removals import rules
from domain.removals.letter import MOST_ADDRESSES, Letter
from domain.removals.removal import Addressed, Removal, State
from domain.status import Status
from domain.tasks import TaskKind
from storage.cases import cases
from storage.queues import outbox_claims
from storage.queues.outbox import NoticeState
from storage.queues.outbox_claims import Claimed
from storage.removals import removals
from usecases.core import authority, identifying
from usecases.core.request import Request
from usecases.notify import mail_notices, removal_news, tasks

_WAITS = frozenset({State.ASKED, State.STUCK})

INSTEAD: Mapping[TaskKind, TaskKind] = {
    TaskKind.MAIL_FAILED: TaskKind.LETTER_FAILED,
    TaskKind.MAIL_UNCERTAIN: TaskKind.LETTER_UNCERTAIN,
}
"""The task about a letter for each about a mail to a unit."""


class OutgoingLetter(Struct, frozen=True, kw_only=True):
    """One letter with all of its content; nothing identifies the reporters.

    `mark` is the same for every try of one letter, `thread` for all letters about one request.
    `address` is the mail address, `addressee` the code of the unit or provider.
    """

    claimed: Claimed
    news: str
    mark: str
    thread: str
    case: Case
    letter: Letter
    address: str
    addressee: str
    at: int
    readable: bool = True


def outgoing(req: Request, claimed: Claimed, notice: RemovalAskedNotice) -> OutgoingLetter | None:
    """The letter of a claimed notice; None, and settled, if it must not be sent any more."""
    case = cases.get(req.tx, claimed.owed.case_id or 0)
    removal = removals.get(req.tx, notice.removal)
    said_all = notice.why != "settled" and removal.state not in _WAITS
    if said_all or case.status is Status.PURGED:
        outbox_claims.settle(req.tx, claimed, NoticeState.SENT, req.now)
        return None
    address = mail_notices.letter_address(req, removal)
    if not address:
        outbox_claims.settle(req.tx, claimed, NoticeState.UNREACHABLE, req.now)
        tasks.give_letter(req, case, TaskKind.LETTER_MISSING, removal.to)
        return None
    letter = of_removal(req, case, removal, notice.why)
    return OutgoingLetter(
        claimed=claimed,
        news=notice.kind,
        mark=req.tx.cipher.fingerprint("mail", claimed.owed.dedupe),
        thread=req.tx.cipher.fingerprint("mail-thread", letter.number),
        case=case,
        letter=letter,
        address=address,
        addressee=removal.to,
        at=req.now,
    )


def left(req: Request, outgoing: OutgoingLetter) -> None:
    """A mail server accepted the letter: now the addressee has been asked."""
    notice = outgoing.claimed.owed.notice
    if isinstance(notice, RemovalAskedNotice) and notice.why != "settled":
        case = cases.get(req.tx, outgoing.case.id)
        removal_news.has_left(req, case, removals.get(req.tx, notice.removal))


def by_hand(req: Request, removal_id: int) -> Letter:
    """The letter, for staff of the case who bring it to the addressee themselves."""
    removal = removals.get(req.tx, removal_id)
    case = cases.get(req.tx, removal.case_id)
    if not rules.works_on_case(req.actor, removal, req.profile.by_code):
        raise NotFound("removal-unknown", Attempt(Verb.READ, removal.unit, case.id))
    authority.check_not_own(req, case)
    return of_removal(req, case, removal, "asked" if rules.is_open(removal) else "settled")


def of_removal(req: Request, case: Case, removal: Removal, why: Why) -> Letter:
    """What a letter about a request says. A closed category's has addresses, and no finding."""
    profile = req.profile
    closed = profile.taxonomy.is_closed(case.category, case.subcategory)
    names, language = _addressee(req, removal)
    shown = removal.addresses[:MOST_ADDRESSES]
    above = profile.unit(removal_news.above_addressee(req, removal)) if why == "ordered" else None
    return Letter(
        number=f"{case.number}/{_place(req, removal)}",
        why=why,
        unit=profile.unit(removal.unit) or profile.province,
        to=names,
        language=language,
        what=removal.what,
        days=removal.days,
        addresses=shown,
        marks=tuple(_mark(req, removal, address) for address in shown),
        more=len(removal.addresses) - len(shown),
        rule=removal.rule,
        facts="" if closed else identifying.left_out(req.tx, case, removal.facts),
        asked_at=removal.asked_at,
        due_at=removal.due_at,
        category=case.category,
        subcategory=case.subcategory,
        above=above.names if above is not None else None,
        closed=closed,
        xarf=profile.xarf_type(case.category, case.subcategory),
    )


def _addressee(req: Request, removal: Removal) -> tuple[Names, str]:
    """The names of the addressee, and the language that it reads."""
    first = req.profile.locales[0]
    if removal.kind is Addressed.PROVIDER and (found := req.profile.provider(removal.to)):
        return found.names, found.language or first
    unit = req.profile.unit(removal.to)
    return (unit.names if unit is not None else {first: removal.to or removal.told}), first


def _place(req: Request, removal: Removal) -> int:
    """The number of a request within its case, from 1."""
    ids = [each.id for each in removals.of_case(req.tx, removal.case_id)]
    return ids.index(removal.id) + 1


def _mark(req: Request, removal: Removal, address: str) -> str:
    """A UUID for this address in this request, the same each time and random to everybody else."""
    keyed = req.tx.cipher.fingerprint("letter", f"{removal.id}:{address}")
    return str(UUID(hex=keyed, version=4))
