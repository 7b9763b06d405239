"""News by mail for units that have nobody on Telegram: owed, made ready, and what became of it."""

from enum import Enum

from msgspec import Struct

from domain.case import Case
from domain.people import Role
from domain.profile import Profile
from domain.status import Status
from domain.tasks import Chore
from domain.units import Unit, mailable
from storage import cases, journal, outbox, people
from storage.db import Tx
from storage.outbox import Claimed, Notice, Rank, State, Way
from usecases import chores, mailed_words, places
from usecases.mailed_words import Words
from usecases.places import Place
from usecases.scene import Scene

NEWS = frozenset(
    {
        "new_case",
        "case_came",
        "reporter_added",
        "reporter_answered",
        "reporter_edited",
        "reporter_joined",
        "reporter_withdrew",
        "appeal_entered",
        "remitted",
        "order",
        "reminder",
        "late_here",
    }
)
"""What a unit is told by mail; the words are `mail-<value>`."""

BATCH = 50  # given back at a time
MOST_ADDRESSES = 20  # in one mail; the others are with the unit above
MOST_UNKNOWNS = 3  # so often is a mail sent, in all, where no answer tells if it was taken
MOST_TRIES = 12  # about half a day, then the unit above reaches for the phone
FIRST_WAIT = 60
LONGEST_WAIT = 3 * 3600


class Letter(Struct, frozen=True, kw_only=True):
    """One mail, with everything that it says; nothing of who reported.

    `mark` is the same however often it is sent, `thread` for all mails about one case. `answers`
    is the unit that enters what comes back. `more` counts the places that are left out. A closed
    category's mail holds addresses alone, and no words.
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


class Undelivered(Enum):
    """What it means that a mail was not taken; `bot.mail_answers` decides which."""

    LATER = "later"  # surely not taken: try again
    UNKNOWN = "unknown"  # nobody can say
    REFUSED = "refused"  # never, as it is


def owe(tx: Tx, scene: Scene, case: Case, news: str, *, event: str, quietly: bool = False) -> None:
    """Owe a unit without staff on Telegram a mail; where that cannot be, the unit above a task.

    `quietly`: the task is there, and told of by another word.
    """
    if news not in NEWS or case.quarantined_at is not None or people.is_staffed(tx, case.unit):
        return
    if not _may_mail(scene, case.unit):
        chores.give(tx, scene, case, Chore.MAIL_MISSING, quietly=quietly)
        return
    outbox.put(
        tx,
        Notice(
            kind=news,
            recipient=None,
            unit=case.unit,
            params={},
            rank=Rank.NEWS,
            case_id=case.id,
            dedupe=f"mail:{news}:{case.id}:{case.version}:{event}"[:96],
            order_key=f"mail:{case.unit}:{case.id}",
            way=Way.MAIL,
        ),
        scene.now,
    )


def _may_mail(scene: Scene, code: str) -> bool:
    unit = scene.profile.unit(code)
    return scene.mail and unit is not None and mailable(unit)


def claim(tx: Tx, scene: Scene, *, limit: int, lease: int) -> tuple[Letter, ...]:
    """Take what is due; what is not to be mailed any more is settled here and not among it."""
    claimed = outbox.claim_due(tx, scene.now, limit=limit, lease=lease, way=Way.MAIL)
    return tuple(letter for each in claimed if (letter := _letter(tx, scene, each)))


def give_back(tx: Tx, scene: Scene) -> int:
    """Where mail has been switched off, what was to be mailed is left to the units above."""
    if not scene.mail:
        claim(tx, scene, limit=BATCH, lease=0)
    return 0


def _letter(tx: Tx, scene: Scene, claimed: Claimed) -> Letter | None:
    notice, profile = claimed.notice, scene.profile
    case = cases.get(tx, notice.case_id or 0)
    moved_on = case.unit != notice.unit or case.status is Status.PURGED
    if moved_on or people.is_staffed(tx, case.unit):
        outbox.settle(tx, claimed, State.SENT, scene.now)  # others have been told by now
        return None
    unit = profile.unit(case.unit)
    if unit is None or not _may_mail(scene, case.unit):
        outbox.settle(tx, claimed, State.UNREACHABLE, scene.now)
        chores.give(tx, scene, case, Chore.MAIL_MISSING)
        return None
    found = places.of_case(tx, case)
    closed = profile.taxonomy.is_closed(case.category, case.subcategory)
    return Letter(
        claimed=claimed,
        news=notice.kind,
        mark=tx.vault.fingerprint("mail", notice.dedupe),
        thread=tx.vault.fingerprint("mail-thread", case.number),
        unit=unit,
        answers=_answers(tx, profile, unit),
        case=case,
        places=found[:MOST_ADDRESSES],
        more=max(0, len(found) - MOST_ADDRESSES),
        closed=closed,
        at=scene.now,
        words=Words() if closed else mailed_words.of_case(tx, case),
    )


def _answers(tx: Tx, profile: Profile, unit: Unit) -> Unit | None:
    """Who enters the unit's answer; None where the unit is the highest one itself."""
    code, _ = chores.seen_to_by(tx, profile, unit.code)
    return profile.unit(code) if code != unit.code else None


def sent(tx: Tx, scene: Scene, letter: Letter) -> None:
    """The unit's mail server took it: never again, and the journal says so."""
    outbox.settle(tx, letter.claimed, State.SENT, scene.now)
    journal.add(
        tx,
        journal.Entry(
            who=journal.SYSTEM,
            role=int(Role.SYSTEM),
            verb="mailed",
            case_id=letter.case.id,
            unit=letter.unit.code,
            start=letter.case.status,
            to=letter.case.status,
            reason=letter.news,
            written_at=scene.now,
        ),
    )


def failed(tx: Tx, scene: Scene, letter: Letter, why: Undelivered) -> None:
    """It was not taken, or nobody knows: again, or the unit above is to ask by phone."""
    claimed, unknown = letter.claimed, why is Undelivered.UNKNOWN
    too_often = claimed.tries >= MOST_TRIES
    if unknown and (too_often or claimed.unknowns + 1 >= MOST_UNKNOWNS):
        _give_up(tx, scene, letter, State.UNCERTAIN, Chore.MAIL_UNCERTAIN)
    elif too_often or why is Undelivered.REFUSED:
        _give_up(tx, scene, letter, State.FAILED, Chore.MAIL_FAILED)
    else:
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (claimed.tries - 1))
        outbox.put_off(tx, claimed, scene.now + wait, counts=True, unknown=unknown)


def _give_up(tx: Tx, scene: Scene, letter: Letter, state: State, chore: Chore) -> None:
    outbox.settle(tx, letter.claimed, state, scene.now)
    chores.give(tx, scene, letter.case, chore)


def next_due(tx: Tx) -> int | None:
    """When the next mail is due, unix seconds; None while none is owed."""
    return outbox.next_due(tx, Way.MAIL)
