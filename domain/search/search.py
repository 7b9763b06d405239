"""Searches among cases: the search as a value, what it matches, how a button changes it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Self

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Case, Priority
from domain.core.errors import BadAnswer
from domain.status import OPEN, Status
from domain.taxonomy import Taxonomy

HOUR = 3600
DAY = 24 * HOUR
LONGEST_AGE = 3650 * DAY  # upper limit of ages, so that numbers do not overflow
MOST_PARENTS = 5  # stored per host, since deeper subdomains may be generated in masses
LEAST_LABELS = 2  # a single label, such as `cn`, would match too much
ENDED = frozenset(Status) - OPEN
"""The states in which no step is due."""


class SearchPart(StrEnum):
    """The part of a search that a button or a word sets."""

    UNIT = "unit"
    STATUS = "status"
    CATEGORY = "category"
    AGE = "age"
    MARK = "mark"


class SearchFlag(StrEnum):
    """Boolean properties of a case; the words are `search-mark-<value>`."""

    LATE = "late"
    DANGER = "danger"
    HELD = "held"
    MINE = "mine"


class Filter(Struct, frozen=True, kw_only=True):
    """A search; empty fields do not filter, so the empty search finds every case.

    `host` covers its subdomains. A case matches if any of the `units`, `statuses` and `categories`
    does; a category may be a subcategory. `older` and `newer` are ages in seconds, 0 for any.
    """

    number: str = ""
    host: str = ""
    units: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    categories: frozenset[str] = frozenset()
    older: int = 0
    newer: int = 0
    marks: frozenset[SearchFlag] = frozenset()

    @property
    def oldest_first(self) -> bool:
        """Whether the longest overdue case comes first; else the newest case does."""
        return SearchFlag.LATE in self.marks

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "number": self.number,
            "host": self.host,
            "units": sorted(self.units),
            "statuses": sorted(self.statuses),
            "categories": sorted(self.categories),
            "older": self.older,
            "newer": self.newer,
            "marks": sorted(self.marks),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """From plain JSON values; states and marks that no longer exist are ignored."""
        return cls(
            number=document["number"],
            host=document["host"],
            units=frozenset(document["units"]),
            statuses=frozenset(each for each in Status if each in document["statuses"]),
            categories=frozenset(document["categories"]),
            older=document["older"],
            newer=document["newer"],
            marks=frozenset(each for each in SearchFlag if each in document["marks"]),
        )


PRESETS: Mapping[str, Filter] = {
    "new": Filter(statuses=frozenset({Status.SUBMITTED})),
    "late": Filter(marks=frozenset({SearchFlag.LATE})),
    "to_confirm": Filter(statuses=frozenset({Status.FEEDBACK_PENDING})),
    "appeals": Filter(statuses=frozenset({Status.APPEALED})),
    "danger": Filter(marks=frozenset({SearchFlag.DANGER})),
    "all": Filter(),
}
"""Prepared searches; the words are `search-preset-<name>`."""


def kinds(taxonomy: Taxonomy, categories: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Categories as pairs of a category and its subcategory, which is empty for any."""
    found = ((code, taxonomy.find(code)) for code in categories)
    return frozenset(
        (each.parent, code) if each is not None and each.parent else (code, "")
        for code, each in found
    )


def matches(
    wanted: Filter, case: Case, *, taxonomy: Taxonomy, who: str, now: int, hosts: Iterable[str]
) -> bool:
    """Whether a search finds this case, whose content is on these hosts.

    A case in quarantine is found only by its number.
    """
    if wanted.number:
        return case.number == wanted.number
    return (
        case.quarantined_at is None
        and (not wanted.host or any(wanted.host in parents(host) for host in hosts))
        and (not wanted.units or case.unit in wanted.units)
        and (not wanted.statuses or case.status in wanted.statuses)
        and _is_of(kinds(taxonomy, wanted.categories), case)
        and (not wanted.older or case.opened_at <= now - wanted.older)
        and (not wanted.newer or case.opened_at >= now - wanted.newer)
        and all(_has(mark, case, who, now) for mark in wanted.marks)
    )


def _is_of(asked: frozenset[tuple[str, str]], case: Case) -> bool:
    return not asked or bool(asked & {(case.category, ""), (case.category, case.subcategory)})


def _has(mark: SearchFlag, case: Case, who: str, now: int) -> bool:
    match mark:
        case SearchFlag.LATE:
            return case.is_overdue(now)
        case SearchFlag.DANGER:
            return case.priority is Priority.DANGER
        case SearchFlag.HELD:
            return case.held_at is not None
        case SearchFlag.MINE:
            return case.assignee == who


def parents(host: str) -> tuple[str, ...]:
    """The hosts under which a host is found: itself and its parent domains."""
    labels = host.split(".")
    if host.replace(".", "").isdigit() or host.startswith("["):
        return (host,)  # an IP address has no parent domains
    above = range(max(1, len(labels) - MOST_PARENTS), len(labels) - LEAST_LABELS + 1)
    return (host, *(".".join(labels[place:]) for place in above)) if host else ()


def changed(wanted: Filter, part: SearchPart, value: str) -> Filter:
    """The search after a value of a picker was pressed; `-` clears the whole part.

    Raises BadAnswer for a value that no picker offers.
    """
    match part:
        case SearchPart.UNIT:
            return replace(wanted, units=_toggled(wanted.units, value))
        case SearchPart.CATEGORY:
            return replace(wanted, categories=_toggled(wanted.categories, value))
        case SearchPart.STATUS:
            return replace(wanted, statuses=_statuses(wanted.statuses, value))
        case SearchPart.MARK:
            mark = frozenset(each for each in SearchFlag if each == value)
            return replace(wanted, marks=wanted.marks ^ mark)
        case SearchPart.AGE:
            return _aged(wanted, value)


ANY = "-"
SHORT = {"open": OPEN, "ended": ENDED}
"""Groups of states with a common word."""


def _toggled(there: frozenset[str], value: str) -> frozenset[str]:
    return frozenset() if value == ANY else there ^ {value}


def _statuses(there: frozenset[Status], value: str) -> frozenset[Status]:
    if value in SHORT:
        return SHORT[value]
    if value == ANY:
        return frozenset()
    if value not in frozenset(Status):
        raise BadAnswer("answer-stale")
    return there ^ {Status(value)}


def _aged(wanted: Filter, value: str) -> Filter:
    if value == ANY:
        return replace(wanted, older=0, newer=0)
    sign, count = value[:1], value[1:]
    if sign not in {"<", ">"} or not (count.isascii() and count.isdigit()):
        raise BadAnswer("answer-stale")
    seconds = int(count[:12])
    if seconds % HOUR or not 0 < seconds <= LONGEST_AGE:
        raise BadAnswer("answer-stale")
    return replace(wanted, older=seconds) if sign == ">" else replace(wanted, newer=seconds)
