"""Searches over cases: each walks the index that fits it best, and is bounded where none fits.

The order of a list always comes from an index. What a search asks for besides that index is looked
at row by row, at most `REACH` rows a page; a page that ends there says how far it looked, and the
next one goes on from there. So a page costs the same however many cases there are.
"""

from itertools import product
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Case
from domain.search.search import Filter, SearchFlag
from domain.status import OPEN, Status
from storage.cases import cases
from storage.engine import keyset
from storage.engine.database import Tx
from storage.engine.keyset import IndexRange, IndexScan, Key, Strand

REACH = 1024  # rows looked at for one page: walking over them is not felt
LEAST_REACH = 32  # of each strand, however many there are


class SearchQuery(Struct, frozen=True, kw_only=True):
    """A search for somebody at a moment; `units` are those asked for that they may read."""

    wanted: Filter
    units: tuple[str, ...]
    kinds: frozenset[tuple[str, str]]  # domain.search.kinds
    who: str
    now: int


class SearchPage(Struct, frozen=True, kw_only=True):
    """One page of a search; `after` asks for the next, None where nothing is left.

    `looked_to`: the page was not filled when it had looked at as many rows as one page may; it is
    the moment, in unix seconds, that it got to.
    """

    cases: tuple[Case, ...]
    after: str | None = None
    looked_to: int | None = None


def find(
    tx: Tx, sought: SearchQuery, *, after: str | None, size: int, most: int = REACH
) -> SearchPage:
    """A page of what a search finds: the newest first, of what is late what is due longest."""
    if not sought.units:
        return SearchPage(cases=())
    walk, among = _course(sought)
    walk = replace(walk, also=tuple(sorted(_asked(sought) - _met(walk))))
    span = _span(sought, tuple(int(part) for part in after.split(".")) if after else None)
    end = None
    if walk.also:
        rows = max(most // len(among), min(most, LEAST_REACH))
        end = keyset.reach(tx, walk, among, rows, span=span)
    keys = keyset.first(
        tx,
        walk,
        among,
        size + 1,
        span=IndexRange(span.beyond, end or span.as_far),
        given=_given(sought),
    )
    found = cases.by_keys(tx, keys[:size])
    if len(keys) > size:
        return SearchPage(cases=found, after=_text(keys[size - 1]))
    return (
        SearchPage(cases=found, after=_text(end), looked_to=end[0])
        if end
        else SearchPage(cases=found)
    )


def _text(key: Key) -> str:
    return ".".join(map(str, key))


_NEWEST = ("opened_at", "id")
_BY_STATUS, _BY_CATEGORY, _BY_URGENCY = (
    IndexScan(columns=columns, key=_NEWEST, backwards=True, only=("worked_on",))
    for columns in (("unit", "status"), ("unit", "category"), ("unit", "waiting", "urgency"))
)
_LATE = IndexScan(columns=("unit", "waiting"), key=("due_at", "id"), only=("worked_on", "running"))
_HELD = IndexScan(columns=("unit",), key=_NEWEST, backwards=True, only=("held",))
_MINE = IndexScan(columns=("assignee", "status", "urgency"), key=_NEWEST, backwards=True)
_OF_HOST = IndexScan(
    columns=("host", "unit"), key=("opened_at", "case_id"), backwards=True, table="case_hosts"
)


def _course(sought: SearchQuery) -> tuple[IndexScan, tuple[Strand, ...]]:
    """The index that shows least beside what is sought, and its strands."""
    wanted, units = sought.wanted, sought.units
    states = tuple(status for status in Status if status in (wanted.statuses or Status))
    urgencies = (0,) if SearchFlag.DANGER in wanted.marks else (0, 1)
    if SearchFlag.LATE in wanted.marks:
        return _LATE, tuple(product(units, (True,)))
    if wanted.host:
        return _OF_HOST, tuple(product((wanted.host,), units))
    if SearchFlag.HELD in wanted.marks:
        return _HELD, tuple(product(units))
    if SearchFlag.MINE in wanted.marks:
        return _MINE, tuple(product((sought.who,), states, urgencies))
    if SearchFlag.DANGER in wanted.marks:
        return _BY_URGENCY, tuple(product(units, (True, False), urgencies))
    # However many cases there are, few are open: such a state narrows more than a category does.
    if sought.kinds and not (wanted.statuses and wanted.statuses <= OPEN):
        return _BY_CATEGORY, tuple(product(units, sorted({above for above, _ in sought.kinds})))
    if wanted.statuses:
        return _BY_STATUS, tuple(product(units, states))
    return _BY_URGENCY, tuple(product(units, (True, False), urgencies))


def _asked(sought: SearchQuery) -> set[str]:
    """The conditions that a search comes down to (`strands.CONDITIONS`)."""
    wanted, below = sought.wanted, [narrow for _, narrow in sought.kinds]
    asked = {
        "worked_on": True,
        "units": True,
        "statuses": wanted.statuses,
        "categories": below and not any(below),
        "below": below and all(below),
        "categories or below": any(below) and not all(below),
        "host": wanted.host,
        "ages": wanted.older or wanted.newer,
        "running": SearchFlag.LATE in wanted.marks,
        "danger": SearchFlag.DANGER in wanted.marks,
        "held": SearchFlag.HELD in wanted.marks,
        "assignee": SearchFlag.MINE in wanted.marks,
    }
    return {name for name, is_asked in asked.items() if is_asked}


def _met(walk: IndexScan) -> set[str]:
    """The conditions that every row meets already, for only these strands are walked."""
    by_column = {
        "host": "host",
        "unit": "units",
        "status": "statuses",
        "category": "categories",
        "urgency": "danger",
        "assignee": "assignee",
        "opened_at": "ages",
    }
    names = {by_column[name] for name in (*walk.columns, *walk.key) if name in by_column}
    return names | set(walk.only)


def _span(sought: SearchQuery, after: Key | None) -> IndexRange:
    """From where to where in the list's order; where it is sorted by age, ages bound it."""
    wanted, now = sought.wanted, sought.now
    if wanted.oldest_first:
        return IndexRange(after, (now - 1, keyset.HIGHEST))
    newest = (now - wanted.older + 1, 0) if wanted.older else None
    oldest = (now - wanted.newer, 0) if wanted.newer else None
    return IndexRange(min(filter(None, (after, newest)), default=None), oldest)


def _given(sought: SearchQuery) -> dict[str, Any]:
    wanted, now = sought.wanted, sought.now
    return {
        "assignee": sought.who,
        "host": wanted.host,
        "units": sought.units,
        "statuses": sorted(wanted.statuses),
        "categories": [above for above, below in sought.kinds if not below],
        "below": [f"{above}/{below}" for above, below in sought.kinds if below],
        "oldest": now - wanted.newer if wanted.newer else 0,
        "newest": now - wanted.older,
    }
