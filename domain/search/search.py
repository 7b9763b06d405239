"""What staff look for among cases: the search as a value, what it matches, how a tap changes it."""

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
LONGEST_AGE = 3650 * DAY  # nothing here is older; more would only overflow the databases
MOST_PARENTS = 5  # of a host that are remembered: deeper ones are made up by the thousand
LEAST_LABELS = 2  # a host of one label, such as `cn`, is half of all there is
ENDED = frozenset(Status) - OPEN
"""The states in which nothing is owed."""


class SearchPart(StrEnum):
    """What of a search a button, or a word, is about."""

    UNIT = "unit"
    STATUS = "status"
    CATEGORY = "category"
    AGE = "age"
    MARK = "mark"


class SearchFlag(StrEnum):
    """What a case may have or not; the words are `search-mark-<value>`."""

    LATE = "late"
    DANGER = "danger"
    HELD = "held"
    MINE = "mine"


class Filter(Struct, frozen=True, kw_only=True):
    """A search; what is empty asks for nothing, so the empty one finds every case.

    `host` covers its sub-domains. Of `units`, `statuses` and `categories` any one suffices; a
    category may be a sub-category. `older` and `newer` are ages in seconds, 0 for any.
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
        """Whether what is due longest comes first; else the newest case does."""
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
        """The way back; a state or mark that a later release dropped asks for nothing."""
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
    "late": Filter(marks=frozenset({SearchFlag.LATE})),
    "to_confirm": Filter(statuses=frozenset({Status.FEEDBACK_PENDING})),
    "appeals": Filter(statuses=frozenset({Status.APPEALED})),
    "danger": Filter(marks=frozenset({SearchFlag.DANGER})),
    "all": Filter(),
}
"""Searches that everybody needs; the words are `search-preset-<name>`."""


def kinds(taxonomy: Taxonomy, categories: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Categories as pairs of a category and a sub-category of it, which is empty for any."""
    found = ((code, taxonomy.find(code)) for code in categories)
    return frozenset(
        (each.parent, code) if each is not None and each.parent else (code, "")
        for code, each in found
    )


def matches(
    wanted: Filter, case: Case, *, taxonomy: Taxonomy, who: str, now: int, hosts: Iterable[str]
) -> bool:
    """Whether a search finds this case, whose content lies on these hosts.

    What is in quarantine is found by its number alone.
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
    """The hosts under which a host is found: itself, and what it is a sub-domain of."""
    labels = host.split(".")
    if host.replace(".", "").isdigit() or host.startswith("["):
        return (host,)  # an address has no domains above it
    above = range(max(1, len(labels) - MOST_PARENTS), len(labels) - LEAST_LABELS + 1)
    return (host, *(".".join(labels[place:]) for place in above)) if host else ()


def changed(wanted: Filter, part: SearchPart, value: str) -> Filter:
    """The search after a tap on one of a picker's values; `-` takes the whole part back.

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
"""Groups of states that go by one word."""


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
