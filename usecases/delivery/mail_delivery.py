"""News by mail for units that have nobody on Telegram: owed, made ready, and what became of it."""

from enum import Enum

from msgspec import Struct

from domain.case import Case
from domain.network.people import Role
from domain.network.units import Unit
from domain.notices.notice import Unreadable
from domain.profile import Profile
from domain.status import Status
from domain.tasks import TaskKind
from storage.audit import journal
from storage.cases import cases
from storage.engine.database import Tx
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Claimed, NoticeState, Way
from usecases.cases import locations
from usecases.cases.locations import Place
from usecases.core.request import Request
from usecases.delivery import mailed_words
from usecases.delivery.mailed_words import Words
from usecases.notify import tasks
from usecases.notify.mail_notices import may_mail

BATCH = 50  # given back at a time
MOST_ADDRESSES = 20  # in one mail; the others are with the unit above
MOST_UNKNOWNS = 3  # so often is a mail sent, in all, where no answer tells if it was taken
MOST_TRIES = 12  # about half a day, then the unit above reaches for the phone
FIRST_WAIT = 60
LONGEST_WAIT = 3 * 3600


class OutgoingMail(Struct, frozen=True, kw_only=True):
    """One mail, with everything that it says; nothing of who reported.

    `mark` is the same however often it is sent, `thread` for all mails about one case. `answers`
    is the unit that enters what comes back. `more` counts the places that are left out. A closed
    category's mail holds addresses alone, and no words. What is not `readable` is never sent.
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
    readable: bool = True


class Undelivered(Enum):
    """What it means that a mail was not taken; `bot.delivery.mail_answers` decides which."""

    LATER = "later"  # surely not taken: try again
    UNKNOWN = "unknown"  # nobody can say
    REFUSED = "refused"  # never, as it is


def claim(req: Request, *, limit: int, lease: int) -> tuple[OutgoingMail, ...]:
    """Take what is due; what is not to be mailed any more is settled here and not among it."""
    claimed = outbox.claim_due(req.tx, req.now, limit=limit, lease=lease, way=Way.MAIL)
    return tuple(letter for each in claimed if (letter := _letter(req, each)))


def give_back(req: Request) -> int:
    """Where mail has been switched off, what was to be mailed is left to the units above."""
    if not req.conditions.mail:
        claim(req, limit=BATCH, lease=0)
    return 0


def _letter(req: Request, claimed: Claimed) -> OutgoingMail | None:
    owed, profile = claimed.owed, req.profile
    case = cases.get(req.tx, owed.case_id or 0)
    moved_on = case.unit != owed.unit or case.status is Status.PURGED
    if moved_on or people.is_staffed(req.tx, case.unit):
        outbox.settle(req.tx, claimed, NoticeState.SENT, req.now)  # others have been told by now
        return None
    unit = profile.unit(case.unit)
    if unit is None or not may_mail(req, case.unit):
        outbox.settle(req.tx, claimed, NoticeState.UNREACHABLE, req.now)
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
        answers=_answers(req.tx, profile, unit),
        case=case,
        places=found[:MOST_ADDRESSES],
        more=max(0, len(found) - MOST_ADDRESSES),
        closed=closed,
        at=req.now,
        words=Words() if closed else mailed_words.of_case(req.tx, case),
    )


def _answers(tx: Tx, profile: Profile, unit: Unit) -> Unit | None:
    """Who enters the unit's answer; None where the unit is the highest one itself."""
    code, _ = tasks.seen_to_by(tx, profile, unit.code)
    return profile.unit(code) if code != unit.code else None


def sent(req: Request, letter: OutgoingMail) -> None:
    """The unit's mail server took it: never again, and the journal says so."""
    outbox.settle(req.tx, letter.claimed, NoticeState.SENT, req.now)
    journal.add(
        req.tx,
        journal.Entry(
            who=journal.SYSTEM,
            role=int(Role.SYSTEM),
            verb="mailed",
            case_id=letter.case.id,
            unit=letter.unit.code,
            start=letter.case.status,
            to=letter.case.status,
            reason=letter.news,
            written_at=req.now,
        ),
    )


def failed(req: Request, letter: OutgoingMail, why: Undelivered) -> None:
    """It was not taken, or nobody knows: again, or the unit above is to ask by phone."""
    claimed, unknown = letter.claimed, why is Undelivered.UNKNOWN
    too_often = claimed.tries >= MOST_TRIES
    if unknown and (too_often or claimed.unknowns + 1 >= MOST_UNKNOWNS):
        _give_up(req, letter, NoticeState.UNCERTAIN, TaskKind.MAIL_UNCERTAIN)
    elif too_often or why is Undelivered.REFUSED:
        _give_up(req, letter, NoticeState.FAILED, TaskKind.MAIL_FAILED)
    else:
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (claimed.tries - 1))
        outbox.put_off(req.tx, claimed, req.now + wait, counts=True, unknown=unknown)


def _give_up(req: Request, letter: OutgoingMail, state: NoticeState, task_kind: TaskKind) -> None:
    outbox.settle(req.tx, letter.claimed, state, req.now)
    tasks.give(req, letter.case, task_kind)


def next_due(tx: Tx) -> int | None:
    """When the next mail is due, unix seconds; None while none is owed."""
    return outbox.next_due(tx, Way.MAIL)
