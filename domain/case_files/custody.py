"""Who held a case when: units and roles, without names."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from domain.network.people import Role, Verb
from domain.routing import Hop


class CustodyEntry(Struct, frozen=True, kw_only=True):
    """An entry of the journal, as far as it says who had a case; `at` in unix seconds."""

    at: int
    who: str
    role: int
    verb: str


class Holding(Struct, frozen=True, kw_only=True):
    """A unit held the case from `since` to `until` (None: until now).

    `who` is the member of staff who had taken it, with their role; empty while nobody had.
    """

    unit: str
    since: int
    until: int | None = None
    who: str = ""
    role: int = 0


def holdings(
    unit: str, opened_at: int, hops: Sequence[Hop], acts: Iterable[CustodyEntry]
) -> tuple[Holding, ...]:
    """Who held a case, in order; `unit` has it now.

    A transfer ends the holding of the person who had taken the case.
    """
    first = hops[0].start if hops else unit
    changes = [(hop.moved_at, 0, Holding(unit=hop.to, since=hop.moved_at)) for hop in hops]
    taken = [act for act in acts if act.verb == Verb.TAKE]
    changes += [
        (act.at, 1, Holding(unit="", since=act.at, who=act.who, role=act.role)) for act in taken
    ]
    found = [Holding(unit=first, since=opened_at)]
    for at, _, change in sorted(changes, key=lambda each: each[:2]):
        before = found.pop()
        after = Holding(unit=change.unit or before.unit, since=at, who=change.who, role=change.role)
        ended = Holding(
            unit=before.unit, since=before.since, until=at, who=before.who, role=before.role
        )
        found += [after] if at == before.since and not before.who else [ended, after]
    return tuple(found)


def labels(whos: Iterable[str]) -> Mapping[str, str]:
    """A label for each member of staff in the order in which they appear: `person-1` and so on.

    The labels hold within one file only, so that two files cannot be compared by them.
    """
    return {who: f"person-{place}" for place, who in enumerate(dict.fromkeys(whos), 1)}


def role_name(role: int) -> str:
    """A role as a word."""
    return Role(role).name.lower()
