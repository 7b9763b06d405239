"""What staff do to a case without moving it: notes and the like, each with its guard."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from domain.case import Case
from domain.errors import Refusal
from domain.people import Person, Verb, authorize, may
from domain.status import Status
from storage import cases
from storage.db import Tx
from usecases import alarms, changing, hearing, identities, misuse, quarantine, speaking
from usecases.changing import Answers
from usecases.scene import Scene

Guard = Callable[[Tx, Scene, Case], str]
OwnGuard = Callable[[Tx, Person, Scene, Case], str]


class Deed(Struct, frozen=True, kw_only=True):
    """`do` brings it about and returns the case as it is then.

    `guard` gives the key of a refusal where it cannot be done now, `own` where not by this very
    person. `reason` names the answer that goes into the journal.
    """

    do: Callable[[Tx, Person, Scene, Case, Answers], Case]
    guard: Guard = lambda _tx, _scene, _case: ""
    own: OwnGuard = lambda _tx, _person, _scene, _case: ""
    reason: str = ""


def _note(tx: Tx, person: Person, scene: Scene, case: Case, given: Answers) -> Case:
    changing.note(tx, person, scene, case, given["text"])
    return case


def _hold(tx: Tx, _: Person, scene: Scene, case: Case, __: Answers) -> Case:
    """What may be needed before a court is neither put away nor deleted."""
    return cases.change(tx, case.id, seen=case.version, held_at=scene.now)


def _unhold(tx: Tx, _: Person, __: Scene, case: Case, ___: Answers) -> Case:
    return cases.change(tx, case.id, seen=case.version, held_at=None)


def _free(_: Tx, __: Scene, case: Case) -> str:
    return "" if case.held_at is None else "refusal-held"


def _held(_: Tx, __: Scene, case: Case) -> str:
    return "" if case.held_at is not None else "refusal-not-held"


DEEDS: Mapping[Verb, Deed] = {
    Verb.TELL: Deed(do=speaking.tell, guard=speaking.nobody, reason="text"),
    Verb.HAVE: Deed(do=alarms.have, guard=alarms.rings),
    Verb.NOTE: Deed(do=_note),
    Verb.UNIT_ANSWER: Deed(do=hearing.unit_answer, guard=hearing.has_staff, reason="channel"),
    Verb.HEARD: Deed(do=hearing.heard, guard=hearing.nobody_heard),
    Verb.TOLD: Deed(do=hearing.told, guard=hearing.all_told),
    Verb.HOLD: Deed(do=_hold, guard=_free, reason="reason"),
    Verb.UNHOLD: Deed(do=_unhold, guard=_held, reason="reason"),
    Verb.ASK_IDENTITY: Deed(
        do=identities.ask,
        guard=identities.has_contact,
        own=identities.may_ask,
        reason="reason",
    ),
    Verb.WARN: Deed(
        do=misuse.warn,
        guard=misuse.guard(Verb.WARN, "refusal-nobody-to-warn"),
        reason="reason",
    ),
    Verb.PAUSE: Deed(
        do=misuse.pause,
        guard=misuse.guard(Verb.PAUSE, "refusal-not-warned"),
        reason="reason",
    ),
    Verb.UNPAUSE: Deed(
        do=misuse.unpause,
        guard=misuse.guard(Verb.UNPAUSE, "refusal-nobody-paused"),
        reason="reason",
    ),
    Verb.JUDGE_PAUSE: Deed(
        do=misuse.judge,
        guard=misuse.guard(Verb.JUDGE_PAUSE, "refusal-no-pause-appeal"),
        own=misuse.may_judge,
        reason="reason",
    ),
    Verb.RELEASE: Deed(do=quarantine.release, guard=quarantine.held),
}


def check(tx: Tx, person: Person, scene: Scene, case: Case, verb: Verb) -> None:
    """Whether this person may do this to this case now."""
    authorize(person, verb, case.unit, scene.profile.by_code, case_id=case.id)
    if case.status is Status.PURGED:
        raise Refusal("refusal-move")  # nothing is left that it could be done to
    if why := _stopped(tx, person, scene, case, verb):
        raise Refusal(why)


def do(tx: Tx, person: Person, scene: Scene, case: Case, verb: Verb, given: Answers) -> Case:
    """Do it, and write it into the journal."""
    check(tx, person, scene, case, verb)
    deed = DEEDS[verb]
    changed = deed.do(tx, person, scene, case, given)
    changing.write(tx, person, scene, case, verb, changed.status, given.get(deed.reason) or "")
    return changed


def open_to(tx: Tx, person: Person, scene: Scene, case: Case) -> tuple[Verb, ...]:
    """What this person may do besides moving: further buttons of the card."""
    if case.status is Status.PURGED:
        return ()
    return tuple(
        verb
        for verb in DEEDS
        if may(person, verb, case.unit, scene.profile.by_code)
        and not _stopped(tx, person, scene, case, verb)
    )


def _stopped(tx: Tx, person: Person, scene: Scene, case: Case, verb: Verb) -> str:
    deed = DEEDS[verb]
    return deed.guard(tx, scene, case) or deed.own(tx, person, scene, case)
