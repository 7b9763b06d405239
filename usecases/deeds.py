"""What staff do to a case without moving it: notes and the like, each with its guard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.case import Case
from domain.errors import Refusal
from domain.people import NEEDED, Person, Role, Verb, authorize
from domain.status import Status
from storage.db import Tx
from usecases import changing, speaking
from usecases.changing import Answers
from usecases.scene import Scene

Guard = Callable[[Tx, Scene, Case], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """`do` brings it about and returns the case as it is then.

    `guard` gives the key of a refusal where it cannot be done now. `reason` names the answer that
    goes into the journal.
    """

    do: Callable[[Tx, Person, Scene, Case, Answers], Case]
    guard: Guard = lambda _tx, _scene, _case: ""
    reason: str = ""


def _note(tx: Tx, person: Person, scene: Scene, case: Case, given: Answers) -> Case:
    changing.note(tx, person, scene, case, given["text"])
    return case


DEEDS: Mapping[Verb, Deed] = {
    Verb.TELL: Deed(do=speaking.tell, guard=speaking.nobody, reason="text"),
    Verb.NOTE: Deed(do=_note),
}


def check(tx: Tx, person: Person, scene: Scene, case: Case, verb: Verb) -> None:
    """Whether this person may do this to this case now."""
    authorize(person, verb, case.unit, scene.profile.by_code)
    if case.status is Status.PURGED:
        raise Refusal("refusal-move")  # nothing is left that it could be done to
    if why := DEEDS[verb].guard(tx, scene, case):
        raise Refusal(why)


def do(tx: Tx, person: Person, scene: Scene, case: Case, verb: Verb, given: Answers) -> Case:
    """Do it, and write it into the journal."""
    check(tx, person, scene, case, verb)
    deed = DEEDS[verb]
    changed = deed.do(tx, person, scene, case, given)
    changing.write(tx, person, scene, case, verb, changed.status, given.get(deed.reason) or "")
    return changed


def open_to(tx: Tx, scene: Scene, case: Case, role: Role) -> tuple[Verb, ...]:
    """What somebody of this role may do besides moving: further buttons of the card."""
    if case.status is Status.PURGED:
        return ()
    return tuple(
        verb
        for verb, deed in DEEDS.items()
        if role >= NEEDED[verb] and not deed.guard(tx, scene, case)
    )
