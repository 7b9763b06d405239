"""Who looks at a decision a second time, and whom to ask: never who decided or confirmed it."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from domain.case import Case, kept_out
from domain.people import Person, Role, Verb, role_in
from domain.status import MOVES, Status
from domain.units import Unit, above

WAITS: Mapping[Status, Verb] = {
    Status.FEEDBACK_PENDING: Verb.CONFIRM,
    Status.APPEALED: Verb.DISMISS,
}
"""The states in which a decision waits for a second person, and a move that it waits for."""
_RULES = {
    status: move.another for status, verb in WAITS.items() for move in MOVES if move.verb is verb
}


class Why(StrEnum):
    """Why others than the unit's own leads are asked; the words are `judge-why-<value>`."""

    ALONE = "alone"  # all of its leads decided or confirmed it
    NO_LEAD = "no_lead"  # it has none
    AWAY = "away"  # nobody of them can be written to


class Judges(Struct, frozen=True, kw_only=True):
    """Whom to ask; `place` is the unit they stand in, None for admins, `why` no nearer ones."""

    people: tuple[Person, ...] = ()
    place: str | None = None
    why: Why | None = None


def may_judge(
    person: Person, unit: str, units: Mapping[str, Unit], but: Collection[str] = ()
) -> bool:
    """Whether somebody may look again at what these people decided in a unit."""
    return person.who not in but and role_in(person, unit, units) >= Role.LEAD


def judges(
    people: Iterable[Person], unit: str, units: Mapping[str, Unit], but: Collection[str] = ()
) -> Judges:
    """Whom to ask: the unit's leads, else those of the nearest unit above, else the admins.

    Whoever is asked may judge; there is nobody only where nobody of these people may.
    """
    known = tuple(people)
    line = (unit, *above(units, unit))
    able = [person for person in known if may_judge(person, unit, units, but)]
    near = min((_distance(person, line) for person in able), default=None)
    if near is None:
        return Judges()
    return Judges(
        people=tuple(person for person in able if _distance(person, line) == near),
        place=line[near] if near < len(line) else None,
        why=_why(known, unit) if near else None,
    )


def decided(case: Case, judged: Collection[str] = ()) -> frozenset[str]:
    """Who may not look again at what waits; `judged`: who judged earlier appeals against it."""
    rule = _RULES.get(case.status)
    return kept_out(case, judged)[rule] if rule is not None else frozenset()


def _distance(person: Person, line: tuple[str, ...]) -> int:
    """How many units above somebody leads; an admin who leads none of them stands above all."""
    leads = (place for place, code in enumerate(line) if code in person.leads)
    return next(leads, len(line))


def _why(people: tuple[Person, ...], unit: str) -> Why:
    return Why.ALONE if any(unit in person.leads for person in people) else Why.NO_LEAD
