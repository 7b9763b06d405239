"""Who held a case when: units and roles, without names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from domain.network.people import Role, Verb
from domain.routing import Hop
from domain.status import Status

TAKES = frozenset({Verb.TAKE, Verb.CHECK, Verb.HAVE, Verb.TAKE_OVER})
"""Verbs by which the one who acts has the case from then on, if they work in its unit."""
TAKES_FREE = frozenset({Verb.ACCEPT, Verb.ASK})
"""Verbs by which the one who acts has the case, if nobody has it."""
FREES = frozenset({Verb.GIVE_BACK, Verb.APPEAL, Verb.APPEAL_FOR, Verb.REMIT})
"""Verbs after which nobody has it: it waits in the queue of its unit.

The system gives it back, too, where who had it may no longer work on it.
"""
APPEALS = frozenset({Verb.APPEAL, Verb.APPEAL_FOR})


class CustodyEntry(Struct, frozen=True, kw_only=True):
    """An entry of the journal, as far as it says who had a case; `at` in unix seconds.

    `given_to` is who got the case, where one person gave it to another; empty if that is erased.
    `start` is the state of the case before.
    """

    at: int
    who: str
    role: int
    verb: str
    given_to: str = ""
    start: str = ""


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
    changes = [(hop.moved_at, 0, Holding(unit=hop.to, since=hop.moved_at), False) for hop in hops]
    changes += [
        (act.at, 1, Holding(unit="", since=act.at, who=who, role=role), act.verb in TAKES_FREE)
        for act, who, role in _handed(acts)
    ]
    found = [Holding(unit=first, since=opened_at)]
    for at, _, change, only_free in sorted(changes, key=lambda each: each[:2]):
        if not change.unit and (change.who == found[-1].who or (only_free and found[-1].who)):
            continue  # they had it already, nobody had, or somebody else has it still
        before = found.pop()
        after = Holding(unit=change.unit or before.unit, since=at, who=change.who, role=change.role)
        ended = Holding(
            unit=before.unit, since=before.since, until=at, who=before.who, role=before.role
        )
        found += [after] if at == before.since and not before.who else [ended, after]
    return tuple(found)


def _handed(acts: Iterable[CustodyEntry]) -> Iterator[tuple[CustodyEntry, str, int]]:
    """The entries after which somebody else has a case: who, with which role as far as known.

    A decision that was sent back goes to its author.
    """
    author: tuple[str, int] | None = None
    for act in acts:
        if act.verb == Verb.DECIDE:
            author = act.who, act.role
        elif act.verb in TAKES | TAKES_FREE and _becomes_assignee(act):
            yield act, act.who, act.role
        elif act.verb == Verb.ASSIGN:
            yield act, act.given_to, 0
        elif act.verb == Verb.SEND_BACK and author is not None:
            yield act, *author
        elif act.verb in APPEALS and act.start == Status.APPEALED:
            continue  # one more appeal against the same decision
        elif act.verb in FREES:
            author = None  # a change that is sent back changes nobody's work
            yield act, "", 0


def _becomes_assignee(act: CustodyEntry) -> bool:
    """Admins take a late case over for the unit above, not for themselves."""
    return act.role >= Role.MODERATOR and not (
        act.verb == Verb.TAKE_OVER and act.role == Role.ADMIN
    )


def labels(whos: Iterable[str]) -> Mapping[str, str]:
    """A label for each member of staff in the order in which they appear: `person-1` and so on.

    The labels hold within one file only, so that two files cannot be compared by them.
    """
    return {who: f"person-{place}" for place, who in enumerate(dict.fromkeys(whos), 1)}


def role_name(role: int) -> str:
    """A role as a word."""
    return Role(role).name.lower()
