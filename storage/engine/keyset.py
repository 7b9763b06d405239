"""Keyset pagination over several index ranges (one per unit), merged in sort order.

An index that begins with the unit sorts the cases of one unit only. So a list of several units
reads one range of the index for each of them, and the database merges the ranges row by row and
stops when the page is full. The cost of a page depends on the number of ranges and the rows shown,
not on the number of cases.

For two ranges a statement is, on SQLite:

    SELECT … FROM cases WHERE cases.unit = :prefix_0_0 AND … UNION ALL
    SELECT … FROM cases WHERE cases.unit = :prefix_1_0 AND … ORDER BY k0, k1 LIMIT :size

and on PostgreSQL, where each range gets the page's limit of its own:

    SELECT … FROM (SELECT … ORDER BY k0, k1 LIMIT :size) AS range_0 UNION ALL
    SELECT … FROM (SELECT … ORDER BY k0, k1 LIMIT :size) AS range_1 ORDER BY k0, k1 LIMIT :size

For one range both are the statement shown with each list: `storage/cases/cases.py`, `search.py`,
`storage/misuse/quarantine.py`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    case,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
)

from domain.case import GRAVE
from domain.status import Status
from storage.engine.account_tables import case_accounts
from storage.engine.database import Tx
from storage.engine.removal_tables import removals
from storage.engine.tables import case_hosts, cases

RANGES_AT_ONCE = 32  # per statement: the time to prepare one grows with their square
Key = tuple[int, ...]
Prefix = tuple[Any, ...]
"""Values of an index's leading columns: they select one range of it."""

_TABLES: Mapping[str, Table] = {
    "cases": cases,
    "case_hosts": case_hosts,
    "removals": removals,
    "case_accounts": case_accounts,
}
LOWEST, HIGHEST = -1, 2**62


class IndexScan(Struct, frozen=True, kw_only=True):
    """Which index a list reads, and how.

    `columns` are the index's leading columns, compared with a prefix; `key` the columns after them,
    the case's id last, by which the list is sorted, `descending` or not. `only` and `also` name
    `CONDITIONS`: `only` those that all, or nearly all, rows of the index meet; `also` the filters
    that are checked row by row.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    table: str = "cases"
    descending: bool = False
    only: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class KeyRange(Struct, frozen=True):
    """Keys after `after`, up to and including `to`, in the list's order; None: no bound."""

    after: Key | None = None
    to: Key | None = None


UNBOUNDED = KeyRange()


def _one_of(name: str) -> Any:
    return bindparam(name, expanding=True)


_CATEGORY = cases.c.category.in_(_one_of("categories"))
_SUBCATEGORY = (cases.c.category + "/" + cases.c.subcategory).in_(_one_of("below"))
_HOST = (
    select(1)
    .where(
        case_hosts.c.host == bindparam("host"),
        case_hosts.c.unit == cases.c.unit,
        case_hosts.c.opened_at == cases.c.opened_at,
        case_hosts.c.case_id == cases.c.id,
    )
    .exists()
)
_JUDGED_BY_OTHERS = and_(
    or_(
        cases.c.decided_by.is_(None),
        cases.c.decided_by != bindparam("judge"),
        and_(
            cases.c.status == Status.FEEDBACK_PENDING,
            cases.c.outcome.not_in(tuple(sorted(GRAVE))),
        ),
    ),
    or_(
        cases.c.status == Status.FEEDBACK_PENDING,
        cases.c.confirmed_by.is_(None),
        cases.c.confirmed_by != bindparam("judge"),
    ),
)
CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    # The next two are written as in the partial indexes, or no planner would use these.
    "owed": literal_column("cases.waiting IS TRUE"),
    "free": cases.c.assignee.is_(None),
    "judged by others": _JUDGED_BY_OTHERS,
    "worked_on": cases.c.quarantined_at.is_(None),
    "held": cases.c.held_at.is_not(None),
    "running": cases.c.paused_at.is_(None),
    "danger": cases.c.urgency == 0,
    "assignee": cases.c.assignee == bindparam("assignee"),
    "units": cases.c.unit.in_(_one_of("units")),
    "statuses": cases.c.status.in_(_one_of("statuses")),
    "categories": _CATEGORY,
    "below": _SUBCATEGORY,
    "categories or below": or_(_CATEGORY, _SUBCATEGORY),
    "host": _HOST,
    "ages": cases.c.opened_at.between(bindparam("oldest"), bindparam("newest")),
}
"""Filters by name; their values are given as parameters."""


def page_keys(
    tx: Tx,
    scan: IndexScan,
    prefixes: Sequence[Prefix],
    size: int,
    *,
    within: KeyRange = UNBOUNDED,
    params: Mapping[str, Any] | None = None,
) -> tuple[Key, ...]:
    """The first `size` keys of all these ranges together, in the list's order."""
    found: list[Key] = []
    for some in _chunks(prefixes):
        values = {**_bounds(scan, some, within), **(params or {}), "size": size}
        statement = page_statement(tx.sql.dialect.name, scan, len(some))
        found.extend(tuple(row) for row in tx.execute(statement, values))
    return tuple(sorted(found, reverse=scan.descending)[:size])


def nth_key(
    tx: Tx,
    scan: IndexScan,
    prefixes: Sequence[Prefix],
    rows: int,
    *,
    within: KeyRange = UNBOUNDED,
) -> Key | None:
    """The first key, in the list's order, that is the `rows`-th of its range, filters left out.

    Up to this key no range has more than `rows` rows. None if every range is shorter.
    """
    ends: list[Key] = []
    for some in _chunks(prefixes):
        values = {**_bounds(scan, some, within), "skipped": rows - 1}
        ends.extend(tuple(row) for row in tx.execute(_nth_statement(scan, len(some)), values))
    return (max if scan.descending else min)(ends, default=None)


def _chunks(prefixes: Sequence[Prefix]) -> Iterator[tuple[Prefix, ...]]:
    left = iter(prefixes)
    while some := tuple(islice(left, RANGES_AT_ONCE)):
        yield some


def _bounds(scan: IndexScan, prefixes: tuple[Prefix, ...], within: KeyRange) -> dict[str, Any]:
    first, last = (HIGHEST, LOWEST) if scan.descending else (LOWEST, HIGHEST)
    after = within.after or (first,) * len(scan.key)
    to = within.to or (last,) * len(scan.key)
    values: dict[str, Any] = {f"after_{at}": part for at, part in enumerate(after)}
    values.update({f"to_{at}": part for at, part in enumerate(to)})
    for number, prefix in enumerate(prefixes):
        values.update({f"prefix_{number}_{at}": value for at, value in enumerate(prefix)})
    return values


@lru_cache(maxsize=512)
def page_statement(dialect: str, scan: IndexScan, ranges: int) -> Any:
    """The statement of a page for so many ranges; built once for each number of them."""
    size = bindparam("size", type_=Integer(), literal_execute=True)
    rows = [_range(scan, number, scan.also) for number in range(ranges)]
    if dialect == "postgresql" and ranges > 1:
        # SQLite merges the ranges whatever it estimates. PostgreSQL may estimate that there are few
        # rows and sort them all, so each range ends where the page does.
        rows = [_subquery(_sorted(scan, row).limit(size), at) for at, row in enumerate(rows)]
    return _sorted(scan, _union(rows)).limit(size)


@lru_cache(maxsize=512)
def _nth_statement(scan: IndexScan, ranges: int) -> Any:
    skipped = bindparam("skipped", type_=Integer())
    rows = (_sorted(scan, _range(scan, number, ())) for number in range(ranges))
    return _union([_subquery(row.limit(1).offset(skipped), at) for at, row in enumerate(rows)])


def _union(rows: list[Select[Any]]) -> Any:
    return rows[0] if len(rows) == 1 else union_all(*rows)


def _subquery(row: Any, number: int) -> Select[Any]:
    """With a limit of its own, which SQLite accepts within a UNION only in a subquery."""
    return select(row.subquery(f"range_{number}"))


def _range(scan: IndexScan, number: int, also: tuple[str, ...]) -> Select[Any]:
    """The keys of one range that lie within the bounds and meet these filters."""
    table = _TABLES[scan.table]
    key = tuple(table.c[name] for name in scan.key)
    rows = select(*(column.label(f"k{at}") for at, column in enumerate(key)))
    for at, name in enumerate(scan.columns):
        column = table.c[name]
        rows = rows.where(column == bindparam(f"prefix_{number}_{at}", type_=column.type))
    after, to = tuple_(*key) > _bound(scan, "after"), tuple_(*key) <= _bound(scan, "to")
    if scan.descending:
        after = tuple_(*key) < _bound(scan, "after")
        to = tuple_(*key) >= _bound(scan, "to")
    rows = rows.where(after, to, *(CONDITIONS[name] for name in scan.only))
    return rows.where(_row_by_row(table, also)) if also else rows


def _row_by_row(table: Table, names: tuple[str, ...]) -> ColumnElement[bool]:
    """Filters wrapped in a CASE, so that no planner chooses another index for their sake."""
    yes: ColumnElement[int] = literal_column("1")
    no: ColumnElement[int] = literal_column("0")
    met: Any = case((and_(*(CONDITIONS[name] for name in names)), yes), else_=no)
    if table is not cases:
        met = select(met).where(cases.c.id == table.c.case_id).scalar_subquery()
    return met == yes  # type: ignore[no-any-return]


def _bound(scan: IndexScan, name: str) -> Any:
    parts = (bindparam(f"{name}_{at}", type_=BigInteger()) for at in range(len(scan.key)))
    return tuple_(*parts)


def _sorted(scan: IndexScan, rows: Any) -> Any:
    key: list[Any] = [literal_column(f"k{at}") for at in range(len(scan.key))]
    return rows.order_by(*(part.desc() if scan.descending else part for part in key))
