"""Searches over cases: keyset pagination along the index that fits a search best.

The order of a list always comes from an index. Filters that the index does not cover are checked
row by row, for at most `MOST_ROWS` rows a page. A page that ends there says how far it got, and the
next one continues there. So the cost of a page does not depend on the number of cases.

Below each index stands the SQL of a page for one range of it, without further filters. A filter is
added as `AND CASE WHEN (…) THEN 1 ELSE 0 END = 1`; how several ranges are merged is shown in
`storage/engine/keyset.py`.
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
from storage.engine.keyset import IndexScan, Key, KeyRange, Prefix

MOST_ROWS = 1024  # read for one page: few enough to be fast
LEAST_ROWS = 32  # read of each range at least


class SearchQuery(Struct, frozen=True, kw_only=True):
    """The search of a person at a moment; `units` are those searched that the person may read."""

    wanted: Filter
    units: tuple[str, ...]
    kinds: frozenset[tuple[str, str]]  # domain.search.kinds
    who: str
    now: int


class SearchPage(Struct, frozen=True, kw_only=True):
    """One page of a search; `after` is the cursor of the next, None on the last page.

    `looked_to` is set if the page stopped at the limit of rows before it was full: the time, in
    unix seconds, up to which cases were read.
    """

    cases: tuple[Case, ...]
    after: str | None = None
    looked_to: int | None = None


def find(
    tx: Tx, sought: SearchQuery, *, after: str | None, size: int, most: int = MOST_ROWS
) -> SearchPage:
    """A page of a search's results: newest first, or, if only late cases, longest overdue first."""
    if not sought.units:
        return SearchPage(cases=())
    scan, prefixes = _index(sought)
    scan = replace(scan, also=tuple(sorted(_conditions(sought) - _covered(scan))))
    within = _key_range(sought, tuple(int(part) for part in after.split(".")) if after else None)
    end = None
    if scan.also:
        rows = max(most // len(prefixes), min(most, LEAST_ROWS))
        end = keyset.nth_key(tx, scan, prefixes, rows, within=within)
    keys = keyset.page_keys(
        tx,
        scan,
        prefixes,
        size + 1,
        within=KeyRange(within.after, end or within.to),
        params=_params(sought),
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
_BY_STATUS = IndexScan(
    columns=("unit", "status"), key=_NEWEST, descending=True, only=("worked_on",)
)
"""A unit's cases of one status, the newest first.

    SELECT cases.opened_at AS k0, cases.id AS k1
    FROM cases
    WHERE cases.unit = :prefix_0_0 AND cases.status = :prefix_0_1
    AND (cases.opened_at, cases.id) < (:after_0, :after_1)
    AND (cases.opened_at, cases.id) >= (:to_0, :to_1)
    AND cases.quarantined_at IS NULL
    ORDER BY k0 DESC, k1 DESC LIMIT :size
"""
_BY_CATEGORY = IndexScan(
    columns=("unit", "category"), key=_NEWEST, descending=True, only=("worked_on",)
)
"""A unit's cases of one category, the newest first.

    SELECT cases.opened_at AS k0, cases.id AS k1
    FROM cases
    WHERE cases.unit = :prefix_0_0 AND cases.category = :prefix_0_1
    AND (cases.opened_at, cases.id) < (:after_0, :after_1)
    AND (cases.opened_at, cases.id) >= (:to_0, :to_1)
    AND cases.quarantined_at IS NULL
    ORDER BY k0 DESC, k1 DESC LIMIT :size
"""
_BY_URGENCY = IndexScan(
    columns=("unit", "waiting", "urgency"), key=_NEWEST, descending=True, only=("worked_on",)
)
"""A unit's cases, the newest first.

    SELECT cases.opened_at AS k0, cases.id AS k1
    FROM cases
    WHERE cases.unit = :prefix_0_0 AND cases.waiting = :prefix_0_1 AND cases.urgency = :prefix_0_2
    AND (cases.opened_at, cases.id) < (:after_0, :after_1)
    AND (cases.opened_at, cases.id) >= (:to_0, :to_1)
    AND cases.quarantined_at IS NULL
    ORDER BY k0 DESC, k1 DESC LIMIT :size
"""
_LATE = IndexScan(columns=("unit", "waiting"), key=("due_at", "id"), only=("worked_on", "running"))
"""A unit's overdue cases, the longest overdue first.

    SELECT cases.due_at AS k0, cases.id AS k1
    FROM cases
    WHERE cases.unit = :prefix_0_0 AND cases.waiting = :prefix_0_1
    AND (cases.due_at, cases.id) > (:after_0, :after_1)
    AND (cases.due_at, cases.id) <= (:to_0, :to_1)
    AND cases.quarantined_at IS NULL
    AND cases.paused_at IS NULL
    ORDER BY k0, k1 LIMIT :size
"""
_HELD = IndexScan(columns=("unit",), key=_NEWEST, descending=True, only=("held",))
"""A unit's cases on legal hold, the newest first.

    SELECT cases.opened_at AS k0, cases.id AS k1
    FROM cases
    WHERE cases.unit = :prefix_0_0
    AND (cases.opened_at, cases.id) < (:after_0, :after_1)
    AND (cases.opened_at, cases.id) >= (:to_0, :to_1)
    AND cases.held_at IS NOT NULL
    ORDER BY k0 DESC, k1 DESC LIMIT :size
"""
_MINE = IndexScan(columns=("assignee", "status", "urgency"), key=_NEWEST, descending=True)
"""A person's own cases, the newest first.

    SELECT cases.opened_at AS k0, cases.id AS k1
    FROM cases
    WHERE cases.assignee = :prefix_0_0 AND cases.status = :prefix_0_1
    AND cases.urgency = :prefix_0_2
    AND (cases.opened_at, cases.id) < (:after_0, :after_1)
    AND (cases.opened_at, cases.id) >= (:to_0, :to_1)
    ORDER BY k0 DESC, k1 DESC LIMIT :size
"""
_OF_HOST = IndexScan(
    columns=("host", "unit"), key=("opened_at", "case_id"), descending=True, table="case_hosts"
)
"""A unit's cases about one site, the newest first.

    SELECT case_hosts.opened_at AS k0, case_hosts.case_id AS k1
    FROM case_hosts
    WHERE case_hosts.host = :prefix_0_0 AND case_hosts.unit = :prefix_0_1
    AND (case_hosts.opened_at, case_hosts.case_id) < (:after_0, :after_1)
    AND (case_hosts.opened_at, case_hosts.case_id) >= (:to_0, :to_1)
    ORDER BY k0 DESC, k1 DESC LIMIT :size
"""


def _index(sought: SearchQuery) -> tuple[IndexScan, tuple[Prefix, ...]]:
    """The index whose rows fit the search best, and the prefixes that select its ranges."""
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
    # Few cases are open, so an open state is more selective than a category.
    if sought.kinds and not (wanted.statuses and wanted.statuses <= OPEN):
        return _BY_CATEGORY, tuple(product(units, sorted({above for above, _ in sought.kinds})))
    if wanted.statuses:
        return _BY_STATUS, tuple(product(units, states))
    return _BY_URGENCY, tuple(product(units, (True, False), urgencies))


def _conditions(sought: SearchQuery) -> set[str]:
    """The conditions that a row must meet (`keyset.CONDITIONS`)."""
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


def _covered(scan: IndexScan) -> set[str]:
    """The conditions that every row of the ranges meets because of the index."""
    by_column = {
        "host": "host",
        "unit": "units",
        "status": "statuses",
        "category": "categories",
        "urgency": "danger",
        "assignee": "assignee",
        "opened_at": "ages",
    }
    names = {by_column[name] for name in (*scan.columns, *scan.key) if name in by_column}
    return names | set(scan.only)


def _key_range(sought: SearchQuery, after: Key | None) -> KeyRange:
    """The keys to read; in lists sorted by age, bounded by the ages searched for."""
    wanted, now = sought.wanted, sought.now
    if wanted.oldest_first:
        return KeyRange(after, (now - 1, keyset.HIGHEST))
    newest = (now - wanted.older + 1, 0) if wanted.older else None
    oldest = (now - wanted.newer, 0) if wanted.newer else None
    return KeyRange(min(filter(None, (after, newest)), default=None), oldest)


def _params(sought: SearchQuery) -> dict[str, Any]:
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
