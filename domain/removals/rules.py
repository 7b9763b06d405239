"""The rules of removal requests: deadlines, states, who may act, and what they prove."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from domain.case import Case, Outcome, Priority
from domain.clocks.deadlines import HOUR, Clocks
from domain.network.people import Person, Role, role_in
from domain.network.units import Unit
from domain.removals.removal import Addressed, Answer, Ask, Check, Removal, State
from domain.status import ENDED, OPEN, Status

MOST_DAYS = 365  # of a measure that is asked for with a length
LEAST_WARNING = 600  # seconds before the end; a reminder that would come later is left out

_AFTER_ANSWER: Mapping[Answer, State] = {
    Answer.DONE: State.TO_CHECK,
    Answer.PARTLY: State.TO_CHECK,
    Answer.REFUSED: State.STUCK,
    Answer.NONE: State.STUCK,
}
_AFTER_CHECK: Mapping[Check, State] = {
    Check.GONE: State.SETTLED,
    Check.STILL_THERE: State.ASKED,
    Check.CHANGED: State.SETTLED,
}
ANSWERED = frozenset({Answer.DONE, Answer.PARTLY, Answer.REFUSED})
"""What people answer; `NONE` is entered by the clock alone."""

IN_WORDS = frozenset({Answer.PARTLY, Answer.REFUSED})
"""The answers that a form asks for: who goes on needs to know what is missing, or why."""


def changes_something(removal: Removal, answer: Answer) -> bool:
    """Whether an answer says more than the one before: "Partly" may name another part."""
    return answer is not removal.answer or answer is Answer.PARTLY


def due_by(clocks: Clocks, case: Case, now: int) -> int:
    """Until when an answer is due, unix seconds; hours count day and night."""
    danger = case.priority is Priority.DANGER
    return now + HOUR * (clocks.danger_hours if danger else clocks.removal_hours)


def first_look(now: int, due_at: int) -> int:
    """When the clock looks at a request first: at half time, to remind; else at the end."""
    half = now + (due_at - now) // 2
    return half if due_at - half >= LEAST_WARNING else due_at + 1


def is_late(removal: Removal, now: int) -> bool:
    """Whether an answer is still owed although its time has passed."""
    return removal.state is State.ASKED and now > removal.due_at


def after_answer(answer: Answer) -> State:
    """The state of a request once it is answered."""
    return _AFTER_ANSWER[answer]


def after_check(check: Check) -> State:
    """The state of a request once somebody has looked."""
    return _AFTER_CHECK[check]


def is_open(removal: Removal) -> bool:
    """Whether something is still to be done about a request."""
    return removal.state is not State.SETTLED


def is_correctable(case: Case, removal: Removal) -> bool:
    """Whether what was seen may still be corrected: it was settled by a look, and the case is open.

    Once the case is closed as removed, somebody says "It is back" instead.
    """
    looked = removal.state is State.SETTLED and removal.check is not None
    return looked and case.status in OPEN


def looks(removal: Removal) -> tuple[Check, ...]:
    """What somebody who looks may say: of what is settled only something else than was said."""
    return tuple(each for each in Check if is_open(removal) or each is not removal.check)


# Who may act on a request.


def answers_for_addressee(person: Person, removal: Removal, units: Mapping[str, Unit]) -> bool:
    """Whether a person may answer as one of the addressed unit."""
    if removal.kind is not Addressed.UNIT:
        return False
    return role_in(person, removal.to, units) >= Role.MODERATOR


def works_on_case(person: Person, removal: Removal, units: Mapping[str, Unit]) -> bool:
    """Whether a person may act as staff of the asking unit: check, and enter answers."""
    return role_in(person, removal.unit, units) >= Role.MODERATOR


def may_answer(person: Person, removal: Removal, units: Mapping[str, Unit]) -> bool:
    """Whether a person may answer: of the addressed unit, or staff of the case who enter it."""
    return answers_for_addressee(person, removal, units) or works_on_case(person, removal, units)


def may_order(person: Person, removal: Removal, units: Mapping[str, Unit]) -> bool:
    """Whether a person may order what was refused: a lead of a unit above the addressee."""
    if removal.kind is not Addressed.UNIT:
        return False
    return role_in(person, removal.to, units) >= Role.PARENT_LEAD


# What requests prove of a case.


def was_removed(removal: Removal) -> bool:
    """Whether removal was asked for, and done by an answer or seen by a person."""
    if removal.what is not Ask.REMOVE:
        return False
    if removal.check is not None:  # what a person saw counts for more than an answer
        return removal.check is Check.GONE
    return removal.answer is Answer.DONE


def was_denied(removal: Removal) -> bool:
    """Whether what was asked for was refused, or not answered in time."""
    return removal.answer in {Answer.REFUSED, Answer.NONE} and removal.check is not Check.GONE


PROOF: Mapping[Outcome, Callable[[Removal], bool]] = MappingProxyType(
    {Outcome.REMOVED: was_removed, Outcome.PROVIDER_REFUSED: was_denied}
)
"""The outcomes that a request must prove; all others need none."""


def proves(removals: Iterable[Removal], outcome: Outcome) -> bool:
    """Whether a case with these requests may be decided with this outcome."""
    proof = PROOF.get(outcome)
    return proof is None or any(map(proof, removals))


def provable(removals: Iterable[Removal]) -> tuple[Outcome, ...]:
    """The outcomes with which a case with these requests may be decided."""
    known = tuple(removals)
    return tuple(outcome for outcome in Outcome if proves(known, outcome))


# What the end of a case does to its requests.

_POINTLESS = frozenset({Outcome.NOT_UPHELD, Outcome.VOID, Outcome.ALREADY_GONE})
_WITHOUT_DECISION = frozenset({Status.WITHDRAWN, Status.NOT_ACCEPTED})


def ends_with(case: Case, removal: Removal) -> bool:
    """Whether a request ends because its case has ended like this; else it goes on.

    A refusal ends with the decision that tells it; a removal is still looked at, until the case
    is archived.
    """
    if case.status is Status.ARCHIVED:
        return True
    if case.status not in ENDED:
        return False
    if case.status in _WITHOUT_DECISION or case.outcome in _POINTLESS:
        return True
    return case.outcome is Outcome.PROVIDER_REFUSED and removal.state is State.STUCK


def is_asked_back(removals: Iterable[Removal]) -> bool:
    """Whether all that had been removed, or never was, is being asked for: no more can be back."""
    known = tuple(each for each in removals if each.what is Ask.REMOVE)
    waits = any(each.state in {State.ASKED, State.STUCK} for each in known)
    return waits and not any(map(was_removed, known))


REMOVED_OUTCOMES = frozenset({Outcome.REMOVED, Outcome.REMOVED_BY_UNIT})
MAY_COME_BACK = frozenset({Status.CLOSED})


def may_be_back(case: Case) -> bool:
    """Whether "It is back" may be said of a case: it was closed as removed."""
    return case.status in MAY_COME_BACK and case.outcome in REMOVED_OUTCOMES
