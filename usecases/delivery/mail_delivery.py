"""Mail to units and reporters without Telegram, and letters: claim it, load it, settle it."""

from enum import Enum

from msgspec import Struct

from domain.case import Case
from domain.network.people import Role
from domain.network.units import Unit
from domain.notices.notice import Unreadable
from domain.notices.removal_notices import RemovalAskedNotice
from domain.profile import Profile
from domain.status import Status
from domain.tasks import TaskKind
from storage.audit import journal
from storage.cases import cases
from storage.engine.database import Tx
from storage.network import people
from storage.queues import outbox_claims
from storage.queues.outbox import NoticeState, Way
from storage.queues.outbox_claims import Claimed
from usecases.cases import locations
from usecases.cases.locations import Place
from usecases.core.request import Request
from usecases.delivery import gathered_news, mailed_words, removal_letters, reporter_mail
from usecases.delivery.gathered_news import Gathered
from usecases.delivery.mailed_words import Reasons, Words
from usecases.delivery.removal_letters import INSTEAD, OutgoingLetter
from usecases.delivery.reporter_mail import ReporterMail
from usecases.notify import tasks
from usecases.notify.mail_notices import may_mail

BATCH = 50  # rows released at a time
MOST_ADDRESSES = 20  # addresses in one mail; the unit above has the rest
MOST_UNKNOWNS = 3  # times in all that a mail is sent while no answer says whether it was accepted
MOST_TRIES = 12  # about half a day; then the unit above gets a task to phone
FIRST_WAIT = 60
LONGEST_WAIT = 3 * 3600


class OutgoingMail(Struct, frozen=True, kw_only=True):
    """One mail with all of its content; nothing identifies the reporters.

    `mark` is the same for every try of one mail, `thread` for all mails about one case. `answers`
    is the unit that enters the reply. `more` counts the addresses left out. A closed category's
    mail holds addresses alone, and no words. `why` says what was found, and what is asked.
    `gathered`: what it is about, if that is several additions. If not `readable`, it is never sent.
    """

    claimed: Claimed
    news: str
    mark: str
    thread: str
    unit: Unit
    answers: Unit | None
    case: Case
    places: tuple[Place, ...]
    more: int
    closed: bool
    at: int
    words: Words = Words()
    why: Reasons = Reasons()
    gathered: Gathered | None = None
    readable: bool = True

    @property
    def address(self) -> str:
        """The mail address that it is sent to."""
        return self.unit.email or ""

    @property
    def addressee(self) -> str:
        """The code of the unit."""
        return self.unit.code


Outgoing = OutgoingMail | OutgoingLetter | ReporterMail
"""To a unit, to whom a removal request is addressed, or to a reporter without an account."""


class Undelivered(Enum):
    """Why a mail was not accepted; `bot.delivery.mail_answers` decides which."""

    LATER = "later"  # certainly not accepted: try again
    UNKNOWN = "unknown"  # may have been accepted
    REFUSED = "refused"  # permanently refused


def claim(req: Request, *, limit: int, lease: int) -> tuple[Outgoing, ...]:
    """Claim the due mails. Those that must no longer be mailed are settled here and left out."""
    claimed = outbox_claims.claim_due(req.tx, req.now, limit=limit, lease=lease, way=Way.MAIL)
    return tuple(outgoing for each in claimed if (outgoing := _outgoing(req, each)))


def give_back(req: Request) -> int:
    """If mail is switched off, settle a batch of queued mails, with a task for the units above.

    Always returns 0: the count is not needed.
    """
    if not req.conditions.mail:
        claim(req, limit=BATCH, lease=0)
    return 0


def _outgoing(req: Request, claimed: Claimed) -> Outgoing | None:
    notice = claimed.owed.notice
    if claimed.owed.report_id is not None:
        return reporter_mail.load(req, claimed)
    if isinstance(notice, RemovalAskedNotice):
        return removal_letters.outgoing(req, claimed, notice)
    return _outgoing_mail(req, claimed)


def _outgoing_mail(req: Request, claimed: Claimed) -> OutgoingMail | None:
    owed, profile = claimed.owed, req.profile
    case = cases.get(req.tx, owed.case_id or 0)
    moved_on = case.unit != owed.unit or case.status is Status.PURGED
    if moved_on or people.is_staffed(req.tx, case.unit):
        # others have been notified by now
        outbox_claims.settle(req.tx, claimed, NoticeState.SENT, req.now)
        return None
    unit = profile.unit(case.unit)
    if unit is None or not may_mail(req, case.unit):
        outbox_claims.settle(req.tx, claimed, NoticeState.UNREACHABLE, req.now)
        tasks.give(req, case, TaskKind.MAIL_MISSING)
        return None
    found = locations.of_case(req.tx, case)
    closed = profile.taxonomy.is_closed(case.category, case.subcategory)
    return OutgoingMail(
        claimed=claimed,
        news=owed.notice.kind,
        readable=not isinstance(owed.notice, Unreadable),
        mark=req.tx.cipher.fingerprint("mail", owed.dedupe),
        thread=req.tx.cipher.fingerprint("mail-thread", case.number),
        unit=unit,
        answers=_answers(req, profile, unit),
        case=case,
        places=found[:MOST_ADDRESSES],
        more=max(0, len(found) - MOST_ADDRESSES),
        closed=closed,
        at=req.now,
        words=Words() if closed else mailed_words.of_case(req.tx, case),
        why=Reasons() if closed else mailed_words.reasons(req.tx, case, owed.notice.kind),
        gathered=gathered_news.of_notice(req.tx, case, owed.notice),
    )


def _answers(req: Request, profile: Profile, unit: Unit) -> Unit | None:
    """The unit that enters the reply to a mail; None where the unit is the topmost one itself."""
    code, _ = tasks.seen_to_by(req.with_profile(profile), unit.code)
    return profile.unit(code) if code != unit.code else None


def sent(req: Request, outgoing: Outgoing) -> None:
    """The mail server accepted the mail: settle it, and write it to the journal."""
    if isinstance(outgoing, ReporterMail):
        reporter_mail.sent(req, outgoing)
        return
    is_letter = isinstance(outgoing, OutgoingLetter)
    outbox_claims.settle(req.tx, outgoing.claimed, NoticeState.SENT, req.now)
    if isinstance(outgoing, OutgoingLetter):
        removal_letters.left(req, outgoing)
    journal.add(
        req.tx,
        journal.Entry(
            who=journal.SYSTEM,
            role=int(Role.SYSTEM),
            verb="mailed",
            case_id=outgoing.case.id,
            unit=outgoing.case.unit,
            start=outgoing.case.status,
            to=outgoing.case.status,
            reason=f"{outgoing.news} {outgoing.addressee}" if is_letter else outgoing.news,
            written_at=req.now,
        ),
    )


def failed(req: Request, outgoing: Outgoing, why: Undelivered) -> None:
    """The mail was not, or may not have been, accepted: retry, or create a task to phone."""
    claimed, unknown = outgoing.claimed, why is Undelivered.UNKNOWN
    too_often = claimed.tries >= MOST_TRIES
    if unknown and (too_often or claimed.unknowns + 1 >= MOST_UNKNOWNS):
        _give_up(req, outgoing, NoticeState.UNCERTAIN, TaskKind.MAIL_UNCERTAIN)
    elif too_often or why is Undelivered.REFUSED:
        _give_up(req, outgoing, NoticeState.FAILED, TaskKind.MAIL_FAILED)
    else:
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (claimed.tries - 1))
        outbox_claims.put_off(req.tx, claimed, req.now + wait, counts=True, unknown=unknown)


def _give_up(req: Request, outgoing: Outgoing, state: NoticeState, task_kind: TaskKind) -> None:
    if isinstance(outgoing, ReporterMail):
        reporter_mail.give_up(req, outgoing, state)
        return
    outbox_claims.settle(req.tx, outgoing.claimed, state, req.now)
    if isinstance(outgoing, OutgoingLetter):
        tasks.give_letter(req, outgoing.case, INSTEAD[task_kind], outgoing.addressee)
    else:
        tasks.give(req, outgoing.case, task_kind)


def next_due(tx: Tx) -> int | None:
    """When the next mail is due, unix seconds; None if none is queued."""
    return outbox_claims.next_due(tx, Way.MAIL)
