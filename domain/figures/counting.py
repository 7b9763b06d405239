"""Which events of a case are counted, and as which kind."""

from collections.abc import Mapping

from msgspec import Struct

from domain.case import Case, Outcome, is_change
from domain.figures.figures import FigureKind, rounded
from domain.network.people import Verb
from domain.removals.rules import REMOVED_OUTCOMES
from domain.status import Status


class Event(Struct, frozen=True, order=True):
    """An event, counted once, for the unit and category of the case at that moment."""

    kind: FigureKind
    unit: str
    category: str
    bucket: int = 0


DISPOSED = frozenset(
    {
        Outcome.REMOVED,
        Outcome.REMOVED_BY_UNIT,
        Outcome.RESTRICTED,
        Outcome.ACCOUNT_MEASURE,
        Outcome.ALREADY_GONE,
    }
)
"""Outcomes in which content or account was removed or restricted, or was already gone."""

_OF_OUTCOME: Mapping[Outcome, FigureKind] = {
    Outcome.NOT_UPHELD: FigureKind.NOT_UPHELD,
    Outcome.VOID: FigureKind.VOID,
}
"""The kinds of these outcomes; all others count as upheld."""

_AS: Mapping[str, tuple[FigureKind, ...]] = {
    Verb.JOIN: (FigureKind.JOINED,),
    Verb.UNJOIN: (FigureKind.UNJOINED,),
    Verb.REFER: (FigureKind.REFERRED,),
    Verb.APPEAL: (FigureKind.APPEALED,),
    Verb.APPEAL_FOR: (FigureKind.APPEALED,),
    Verb.DISMISS: (FigureKind.APPEAL_DECIDED,),
    Verb.REMIT: (FigureKind.APPEAL_DECIDED, FigureKind.APPEAL_CHANGED),
    Verb.BACK: (FigureKind.CAME_BACK,),
}
_HANDED_ON = frozenset({Verb.TRANSFER, Verb.RETURN, Verb.TAKE_OVER, Verb.RETIRE})


def received(case: Case) -> tuple[Event, ...]:
    """The events of a new report."""
    return (Event(FigureKind.RECEIVED, case.unit, case.category),)


def rated(unit: str, category: str, stars: int) -> tuple[Event, ...]:
    """The events of a reporter's rating."""
    return (Event(FigureKind.RATED, unit, category, stars),)


def events(verb: str, before: Case, after: Case, now: int) -> tuple[Event, ...]:
    """The events of a move by a person or a scheduled job; most moves have none.

    A case that an appeal has sent back is answered, and so counted, again.
    """
    category = after.category  # accepting a case may correct its category
    if verb in _HANDED_ON:
        left = Event(FigureKind.LEFT, before.unit, category)
        return (left, Event(FigureKind.CAME, after.unit, category))
    return tuple(
        Event(kind, before.unit, category, _took(kind, before, now))
        for kind in _kinds(verb, before, after)
    )


_TIMED = frozenset({FigureKind.TOOK_ACCEPT, FigureKind.TOOK_DECIDE, FigureKind.TOOK_CLOSE})


def _took(kind: FigureKind, case: Case, now: int) -> int:
    """The bucket of an event: a duration since the case was opened, 0 for kinds that have none."""
    if kind is FigureKind.TOOK_REMOVE and case.removed_at is not None:
        return rounded(max(0, case.removed_at - case.opened_at))
    return rounded(now - case.opened_at) if kind in _TIMED else 0


def _kinds(verb: str, before: Case, after: Case) -> tuple[FigureKind, ...]:
    match verb:
        case Verb.ACCEPT:
            return (FigureKind.ACCEPTED, FigureKind.TOOK_ACCEPT)
        case Verb.REFUSE | Verb.LAPSE:
            return (FigureKind.REFUSED, *_answered(before))
        case Verb.DECIDE if before.decided_by is None:  # not again after it was sent back
            return (FigureKind.TOOK_DECIDE,)
        case Verb.CONFIRM if is_change(before):
            return (FigureKind.APPEAL_DECIDED, FigureKind.APPEAL_CHANGED)
        case Verb.CONFIRM if before.outcome is not None:
            disposed = (FigureKind.DISPOSED,) if before.outcome in DISPOSED else ()
            return (
                _OF_OUTCOME.get(before.outcome, FigureKind.UPHELD),
                *disposed,
                *_removed(before),
                *_answered(before),
            )
        case Verb.LATE if before.overdue_level == 0:  # once for each deadline
            return (FigureKind.OVERDUE,)
        case Verb.WITHDRAW if after.status is Status.WITHDRAWN:  # else others still report it
            return (FigureKind.WITHDRAWN,)
    return _AS.get(verb, ())


def _removed(case: Case) -> tuple[FigureKind, ...]:
    """The events of a case that is closed as removed: only a confirmed decision counts.

    How long it took is known once all of its addresses were seen gone.
    """
    if case.outcome not in REMOVED_OUTCOMES:
        return ()
    took = (FigureKind.TOOK_REMOVE,) if case.removed_at is not None else ()
    return (FigureKind.REMOVED, *took)


def _answered(case: Case) -> tuple[FigureKind, ...]:
    """The events of an answer to the reporter; in time if no missed deadline was entered.

    One that no job has found yet was entered before this move, by `changes.late_first`.
    """
    in_time = () if case.overdue_level else (FigureKind.IN_TIME,)
    return (FigureKind.ANSWERED, *in_time, FigureKind.TOOK_CLOSE)
