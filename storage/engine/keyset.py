"""Lists read from many strands of one index as if from one: several units' rows in one order.

An index that begins with the unit has the order of one unit's cases alone. So each unit is a
strand, the database merges the strands row by row, and stops when a page is full: however many
cases there are, a page takes as many steps as it has strands and rows.
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

from storage.engine.database import Tx
from storage.engine.tables import case_hosts, cases

STRANDS_AT_ONCE = 32  # in one statement: what a longer one takes to prepare grows with its square
Key = tuple[int, ...]
Strand = tuple[Any, ...]

_TABLES: Mapping[str, Table] = {"cases": cases, "case_hosts": case_hosts}
LOWEST, HIGHEST = -1, 2**62


class IndexScan(Struct, frozen=True, kw_only=True):
    """How a list is walked along an index.

    Values of `columns` make a strand; `key` are the columns after them, the case's id the last, by
    which the list is sorted; `backwards` has the greatest first. `only` and `also` name conditions
    (`CONDITIONS`): the former hold for every row of the index, or all but a few.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    table: str = "cases"
    backwards: bool = False
    only: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class IndexRange(Struct, frozen=True):
    """A stretch of a walk: after the key `beyond`, up to and with `as_far`; None is its end."""

    beyond: Key | None = None
    as_far: Key | None = None


WHOLE = IndexRange()


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
CONDITIONS: Mapping[str, ColumnElement[bool]] = {
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
"""What rows may have to meet besides their strand; the values come as parameters."""


def first(
    tx: Tx,
    walk: IndexScan,
    strands: Sequence[Strand],
    size: int,
    *,
    span: IndexRange = WHOLE,
    given: Mapping[str, Any] | None = None,
) -> tuple[Key, ...]:
    """The keys of the first rows of a walk, so many at most."""
    found: list[Key] = []
    for some in _in_turn(strands):
        values = {**_values(walk, some, span), **(given or {}), "size": size}
        statement = _first(tx.sql.dialect.name, walk, len(some))
        found.extend(tuple(row) for row in tx.execute(statement, values))
    return tuple(sorted(found, reverse=walk.backwards)[:size])


def reach(
    tx: Tx,
    walk: IndexScan,
    strands: Sequence[Strand],
    most: int,
    *,
    span: IndexRange = WHOLE,
) -> Key | None:
    """How far one may walk until a strand has shown so many rows, whether they are wanted or not.

    None where no strand has so many.
    """
    ends: list[Key] = []
    for some in _in_turn(strands):
        values = {**_values(walk, some, span), "before": most - 1}
        ends.extend(tuple(row) for row in tx.execute(_reach(walk, len(some)), values))
    return (max if walk.backwards else min)(ends, default=None)


def _in_turn(strands: Sequence[Strand]) -> Iterator[tuple[Strand, ...]]:
    left = iter(strands)
    while some := tuple(islice(left, STRANDS_AT_ONCE)):
        yield some


def _values(walk: IndexScan, strands: tuple[Strand, ...], span: IndexRange) -> dict[str, Any]:
    before, after = (HIGHEST, LOWEST) if walk.backwards else (LOWEST, HIGHEST)
    beyond = span.beyond or (before,) * len(walk.key)
    as_far = span.as_far or (after,) * len(walk.key)
    values: dict[str, Any] = {f"beyond_{at}": part for at, part in enumerate(beyond)}
    values.update({f"as_far_{at}": part for at, part in enumerate(as_far)})
    for number, strand in enumerate(strands):
        values.update({f"strand_{number}_{at}": value for at, value in enumerate(strand)})
    return values


@lru_cache(maxsize=512)
def _first(dialect: str, walk: IndexScan, strands: int) -> Any:
    size = bindparam("size", type_=Integer(), literal_execute=True)
    rows = [_strand(walk, number, walk.also) for number in range(strands)]
    if dialect == "postgresql":
        # SQLite merges the strands whatever it guesses. PostgreSQL may guess that few rows are
        # there, and sort them all: so each strand ends where the page does.
        rows = [_apart(_sorted(walk, row).limit(size), at) for at, row in enumerate(rows)]
    return _sorted(walk, _together(rows)).limit(size)


@lru_cache(maxsize=512)
def _reach(walk: IndexScan, strands: int) -> Any:
    before = bindparam("before", type_=Integer())
    rows = (_sorted(walk, _strand(walk, number, ())) for number in range(strands))
    return _together([_apart(row.limit(1).offset(before), at) for at, row in enumerate(rows)])


def _together(rows: list[Select[Any]]) -> Any:
    return rows[0] if len(rows) == 1 else union_all(*rows)


def _apart(row: Any, number: int) -> Select[Any]:
    """With a limit of its own, which SQLite takes within a UNION only so."""
    return select(row.subquery(f"strand_{number}"))


def _strand(walk: IndexScan, number: int, also: tuple[str, ...]) -> Select[Any]:
    """The keys of one strand's rows within the span that meet these conditions besides."""
    table = _TABLES[walk.table]
    key = tuple(table.c[name] for name in walk.key)
    rows = select(*(column.label(f"k{at}") for at, column in enumerate(key)))
    for at, name in enumerate(walk.columns):
        column = table.c[name]
        rows = rows.where(column == bindparam(f"strand_{number}_{at}", type_=column.type))
    beyond, as_far = tuple_(*key) > _bound(walk, "beyond"), tuple_(*key) <= _bound(walk, "as_far")
    if walk.backwards:
        beyond = tuple_(*key) < _bound(walk, "beyond")
        as_far = tuple_(*key) >= _bound(walk, "as_far")
    rows = rows.where(beyond, as_far, *(CONDITIONS[name] for name in walk.only))
    return rows.where(_row_by_row(table, also)) if also else rows


def _row_by_row(table: Table, names: tuple[str, ...]) -> ColumnElement[bool]:
    """Conditions in one piece, in which no planner sees another way than along the strand."""
    met: Any = case((and_(*(CONDITIONS[name] for name in names)), 1), else_=0)
    if table is not cases:
        met = select(met).where(cases.c.id == table.c.case_id).scalar_subquery()
    return met == 1  # type: ignore[no-any-return]


def _bound(walk: IndexScan, name: str) -> Any:
    parts = (bindparam(f"{name}_{at}", type_=BigInteger()) for at in range(len(walk.key)))
    return tuple_(*parts)


def _sorted(walk: IndexScan, rows: Any) -> Any:
    key: list[Any] = [literal_column(f"k{at}") for at in range(len(walk.key))]
    return rows.order_by(*(part.desc() if walk.backwards else part for part in key))
