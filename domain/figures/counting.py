"""What each thing that happens to a case is counted as."""

from collections.abc import Mapping

from msgspec import Struct

from domain.case import Case, Outcome
from domain.figures.figures import FigureKind, rounded
from domain.network.people import Verb
from domain.status import Status


class Event(Struct, frozen=True, order=True):
    """Counted once, under the unit and the category that the case had at that moment."""

    kind: FigureKind
    unit: str
    category: str
    bucket: int = 0


DISPOSED = frozenset(
    {Outcome.REMOVED, Outcome.RESTRICTED, Outcome.ACCOUNT_MEASURE, Outcome.ALREADY_GONE}
)
"""The content is gone, restricted, or its author's account is."""

_OF_OUTCOME: Mapping[Outcome, FigureKind] = {
    Outcome.NOT_UPHELD: FigureKind.NOT_UPHELD,
    Outcome.VOID: FigureKind.VOID,
}
"""All others: upheld."""

_AS: Mapping[str, tuple[FigureKind, ...]] = {
    Verb.JOIN: (FigureKind.JOINED,),
    Verb.REFER: (FigureKind.REFERRED,),
    Verb.APPEAL: (FigureKind.APPEALED,),
    Verb.APPEAL_FOR: (FigureKind.APPEALED,),
    Verb.DISMISS: (FigureKind.APPEAL_DECIDED,),
    Verb.CHANGE: (FigureKind.APPEAL_DECIDED, FigureKind.APPEAL_CHANGED),
    Verb.REMIT: (FigureKind.APPEAL_DECIDED, FigureKind.APPEAL_CHANGED),
}
_HANDED_ON = frozenset({Verb.TRANSFER, Verb.RETURN, Verb.TAKE_OVER, Verb.RETIRE})


def received(case: Case) -> tuple[Event, ...]:
    """A report has come in."""
    return (Event(FigureKind.RECEIVED, case.unit, case.category),)


def rated(unit: str, category: str, stars: int) -> tuple[Event, ...]:
    """A reporter has said how the handling was."""
    return (Event(FigureKind.RATED, unit, category, stars),)


def events(verb: str, before: Case, after: Case, now: int) -> tuple[Event, ...]:
    """What a move, or the clock's word on a case, is counted as; most of what happens is not.

    A case that an appeal has sent back to be checked anew is answered, and so counted, again.
    """
    category = after.category  # taking up a case may correct it
    if verb in _HANDED_ON:
        left = Event(FigureKind.LEFT, before.unit, category)
        return (left, Event(FigureKind.CAME, after.unit, category))
    took = rounded(now - before.opened_at)
    return tuple(
        Event(kind, before.unit, category, took if kind in _TIMED else 0)
        for kind in _kinds(verb, before, after, now)
    )


_TIMED = frozenset({FigureKind.TOOK_ACCEPT, FigureKind.TOOK_DECIDE, FigureKind.TOOK_CLOSE})


def _kinds(verb: str, before: Case, after: Case, now: int) -> tuple[FigureKind, ...]:
    match verb:
        case Verb.ACCEPT:
            return (FigureKind.ACCEPTED, FigureKind.TOOK_ACCEPT)
        case Verb.REFUSE | Verb.LAPSE:
            return (FigureKind.REFUSED, *_answered(before, now))
        case Verb.DECIDE if before.decided_by is None:  # not once more after it was sent back
            return (FigureKind.TOOK_DECIDE,)
        case Verb.CONFIRM if before.outcome is not None:
            disposed = (FigureKind.DISPOSED,) if before.outcome in DISPOSED else ()
            return (
                _OF_OUTCOME.get(before.outcome, FigureKind.UPHELD),
                *disposed,
                *_answered(before, now),
            )
        case Verb.LATE if before.overdue_level == 0:  # once for each clock
            return (FigureKind.OVERDUE,)
        case Verb.WITHDRAW if after.status is Status.WITHDRAWN:  # else it goes on for others
            return (FigureKind.WITHDRAWN,)
    return _AS.get(verb, ())


def _answered(case: Case, now: int) -> tuple[FigureKind, ...]:
    """The reporter has an answer with reasons; in time where no clock had run out before."""
    late = case.overdue_level > 0 or case.is_overdue(now)
    return (FigureKind.ANSWERED, *(() if late else (FigureKind.IN_TIME,)), FigureKind.TOOK_CLOSE)
