"""Whom to ask to act on a case, and to review a decision: leads, else the unit above, else admins.

Who is barred from it is decided in `domain/case.py: excluded_people`, and required by the moves of
`domain/status.py: MOVES`.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from domain.case import NOBODY_BEFORE, Case, Parties, excluded_people
from domain.network.people import Person, Role, Verb, role_in
from domain.network.units import Unit, above
from domain.status import MOVES, Excluded, Status

WAITS: Mapping[Status, Verb] = {
    Status.FEEDBACK_PENDING: Verb.CONFIRM,
    Status.APPEALED: Verb.DISMISS,
}
"""The states in which a decision waits for a second person, and a move that it waits for."""
_RULES = {
    status: move.excludes for status, verb in WAITS.items() for move in MOVES if move.verb is verb
}


class Why(StrEnum):
    """Why others than the unit's own leads are asked; the words are `judge-why-<value>`."""

    ALONE = "alone"  # none of its leads may review it
    NO_LEAD = "no_lead"  # it has none
    AWAY = "away"  # none of them can be written to


class Reviewers(Struct, frozen=True, kw_only=True):
    """The people to ask; `place` is their unit, None for admins; `why` no nearer ones are asked."""

    people: tuple[Person, ...] = ()
    place: str | None = None
    why: Why | None = None


def may_review(
    person: Person, unit: str, units: Mapping[str, Unit], but: Collection[str] = ()
) -> bool:
    """Whether a person may review what these people decided in a unit."""
    return person.who not in but and role_in(person, unit, units) >= Role.LEAD


def reviewers_for(
    people: Iterable[Person], unit: str, units: Mapping[str, Unit], but: Collection[str] = ()
) -> Reviewers:
    """Who is asked: the unit's leads, else those of the nearest unit above, else the admins.

    All who are asked may judge; the result is empty only if none of these people may.
    """
    known = tuple(people)
    line = (unit, *above(units, unit))
    able = [person for person in known if may_review(person, unit, units, but)]
    near = min((_distance(person, line) for person in able), default=None)
    if near is None:
        return Reviewers()
    return Reviewers(
        people=tuple(person for person in able if _distance(person, line) == near),
        place=line[near] if near < len(line) else None,
        why=_why(known, unit) if near else None,
    )


def may_act(people: Iterable[Person], case: Case, parties: Parties) -> tuple[Person, ...]:
    """Those of these people who may be asked to act on a case: never who reported it."""
    out = excluded_people(case, parties)[Excluded.REPORTER]
    return tuple(person for person in people if person.who not in out)


def decided(case: Case, parties: Parties = NOBODY_BEFORE) -> frozenset[str]:
    """Who may not review the decision that waits on a case; nobody if none waits."""
    out = excluded_people(case, parties)
    return frozenset[str]().union(*(out[rule] for rule in _RULES.get(case.status, ())))


def _distance(person: Person, line: tuple[str, ...]) -> int:
    """The distance from the unit to the nearest unit the person leads; admins come last."""
    leads = (place for place, code in enumerate(line) if code in person.leads)
    return next(leads, len(line))


def _why(people: tuple[Person, ...], unit: str) -> Why:
    return Why.ALONE if any(unit in person.leads for person in people) else Why.NO_LEAD
