"""How a report goes, step by step, as everybody may read it: made from the table of moves."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import asdict

from domain.clocks.deadlines import Clocks
from domain.network.people import Verb
from domain.profile import Profile
from domain.status import MOVES, Excluded, Move


class PublicStep(StrEnum):
    """One screen of the procedure, in this order; its title is `rules-step-<value>`."""

    SEND = "send"
    ACCEPT = "accept"
    QUESTION = "question"
    CHECK = "check"
    DECIDE = "decide"
    APPEAL = "appeal"
    LATE = "late"
    KEEP = "keep"


STEPS = tuple(PublicStep)

STEP_OF: Mapping[Verb, PublicStep] = {
    Verb.ACCEPT: PublicStep.ACCEPT,
    Verb.REFUSE: PublicStep.ACCEPT,
    Verb.JOIN: PublicStep.ACCEPT,
    Verb.UNJOIN: PublicStep.ACCEPT,
    Verb.ASK: PublicStep.QUESTION,
    Verb.ANSWER: PublicStep.QUESTION,
    Verb.LAPSE: PublicStep.QUESTION,
    Verb.CHECK: PublicStep.CHECK,
    Verb.TRANSFER: PublicStep.CHECK,
    Verb.RETURN: PublicStep.CHECK,
    Verb.MEASURES: PublicStep.CHECK,
    Verb.REMOVAL_ANSWER: PublicStep.CHECK,
    Verb.REMOVAL_ORDER: PublicStep.CHECK,
    Verb.REMOVAL_CHECK: PublicStep.CHECK,
    Verb.REFER: PublicStep.CHECK,
    Verb.DECIDE: PublicStep.DECIDE,
    Verb.CONFIRM: PublicStep.DECIDE,
    Verb.SEND_BACK: PublicStep.DECIDE,
    Verb.BACK: PublicStep.DECIDE,
    Verb.APPEAL: PublicStep.APPEAL,
    Verb.APPEAL_FOR: PublicStep.APPEAL,
    Verb.DISMISS: PublicStep.APPEAL,
    Verb.CHANGE: PublicStep.APPEAL,
    Verb.REMIT: PublicStep.APPEAL,
    Verb.LATE: PublicStep.LATE,
    Verb.TAKE_OVER: PublicStep.LATE,
    Verb.ORDER: PublicStep.LATE,
    Verb.WITHDRAW: PublicStep.KEEP,
    Verb.UNLINK: PublicStep.KEEP,
    Verb.ARCHIVE: PublicStep.KEEP,
    Verb.PURGE: PublicStep.KEEP,
}
"""The step in which each move is explained, by `rules-move-<verb>`. A test demands every move."""


class OwnTime(Struct, frozen=True, kw_only=True):
    """A top category whose result is due earlier or later than usual, in working days."""

    category: str
    close_days: int


def moves_of(step: PublicStep) -> tuple[Move, ...]:
    """The moves that a step explains, each verb once, in the order of `STEP_OF`."""
    first = {move.verb: move for move in reversed(MOVES)}
    return tuple(first[verb] for verb, where in STEP_OF.items() if where is step)


def needs_another(move: Move) -> bool:
    """Whether somebody else must make this move than who decided before."""
    return bool({Excluded.DECIDER, Excluded.TOOK_PART} & move.excludes)


def times(clocks: Clocks) -> dict[str, int]:
    """The deadlines by name, as the words use them: days, months or hours."""
    return {name: int(value) for name, value in asdict(clocks).items()}


def own_times(profile: Profile) -> tuple[OwnTime, ...]:
    """The top categories with a deadline of their own for the result, in the profile's order."""
    usual = profile.clocks.close_days
    found = ((code, profile.clocks_for(code).close_days) for code in profile.taxonomy.top)
    return tuple(OwnTime(category=code, close_days=days) for code, days in found if days != usual)


def retention(profile: Profile) -> tuple[int, int]:
    """The shortest and the longest retention of the categories in use, in days."""
    taxonomy = profile.taxonomy
    kept = [each.retention_days for each in taxonomy.categories if not each.retired]
    return (min(kept), max(kept)) if kept else (0, 0)
