"""Figures: counts of events, and of upheld cases by bottom line, for their day and their month."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, select

from domain.figures import figures as periods
from domain.figures.counting import Event
from domain.figures.figures import Figures, Span
from domain.status import OPEN
from storage.engine.category_tables import line_counts
from storage.engine.public_tables import figures
from storage.engine.tables import cases
from storage.engine.transaction import Tx
from storage.engine.upsert import Insert, insert_for
from storage.figures.export_columns import FIGURES, selected

ALL = ""  # in place of a category: all together
_KEY = ("unit", "period", "category", "kind", "bucket")


def count(tx: Tx, events: Iterable[Event], day: date) -> None:
    """Collect counts, which are written at the end of the transaction to lock rows briefly.

    Each is counted for its category and for all categories, so that common queries read few rows.
    """
    for event in events:
        for period in (periods.number(day), periods.month(day)):
            for category in {ALL, event.category}:
                key = (event.unit, period, category, str(event.kind), event.bucket)
                tx.counted[key] += 1


def write(tx: Tx) -> None:
    """Write the collected counts, in key order, so that two transactions cannot deadlock."""
    if tx.counted:
        rows = [
            {**dict(zip(_KEY, key, strict=True)), "count": more}
            for key, more in sorted(tx.counted.items())
        ]
        tx.execute(_adding(tx.sql.dialect.name), rows)
        tx.counted.clear()


def count_line(tx: Tx, unit: str, line: str, day: date) -> None:
    """Count one upheld case for a bottom line; all transactions lock rows in the same order."""
    for period in (periods.month(day), periods.number(day)):
        row = {"unit": unit, "period": period, "line": line, "count": 1}
        tx.execute(_adding(tx.sql.dialect.name, line_counts), row)


@lru_cache
def _adding(dialect: str, table: Table = figures) -> Insert:
    statement = insert_for(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=[column.name for column in table.primary_key],
        set_={"count": table.c.count + statement.excluded.count},
    )


Sum = tuple[Any, ...]
"""Kind, bucket and count; or a whole row of the table, see `rows_of`."""


def _sums(periods: Sequence[int]) -> Select[Any]:
    return (
        select(figures.c.kind, figures.c.bucket, func.sum(figures.c.count).label("total"))
        .where(
            figures.c.unit == bindparam("whose"),
            figures.c.period.in_(periods),
            figures.c.category == bindparam("of"),
        )
        .group_by(figures.c.kind, figures.c.bucket)
    )


def _categories() -> Select[Any]:
    """The categories of a unit and period, found by skipping from one to the next in the index."""
    first = select(func.min(figures.c.category).label("name")).where(
        figures.c.unit == bindparam("whose"), figures.c.period == bindparam("when")
    )
    names = first.where(figures.c.category > ALL).cte("names", recursive=True)
    behind = first.where(figures.c.category > names.c.name).correlate(names).scalar_subquery()
    names = names.union_all(select(behind).where(names.c.name.is_not(None)))
    return select(names.c.name).where(names.c.name.is_not(None))


_CATEGORIES = _categories()


def read(tx: Tx, units: Sequence[str], span: Span, category: str = ALL) -> Figures:
    """The figures of these units in these days, of one category or of all."""
    sums = _sums(span.periods())
    return Figures.of(row for unit in units for row in _added(tx, sums, unit, category))


def by_unit(tx: Tx, units: Sequence[str], span: Span, category: str = ALL) -> dict[str, Figures]:
    """The same for each of these units that has figures."""
    sums = _sums(span.periods())
    found = {unit: _added(tx, sums, unit, category) for unit in units}
    return {unit: Figures.of(rows) for unit, rows in found.items() if rows}


def by_category(tx: Tx, units: Sequence[str], span: Span) -> dict[str, Figures]:
    """The same for each category that has figures."""
    periods = span.periods()
    sums = _sums(periods)
    found: dict[str, list[Sum]] = {}
    for unit in units:
        for category in sorted(_named(tx, unit, periods)):
            found.setdefault(category, []).extend(_added(tx, sums, unit, category))
    return {category: Figures.of(rows) for category, rows in found.items()}


_OF_LINES = (
    select(line_counts.c.line, func.sum(line_counts.c.count).label("total"))
    .where(
        line_counts.c.unit == bindparam("whose"),
        line_counts.c.period.in_(bindparam("within", expanding=True)),
    )
    .group_by(line_counts.c.line)
)


def by_line(tx: Tx, units: Sequence[str], span: Span) -> dict[str, int]:
    """The upheld cases of these units in these days by bottom line, without zeros."""
    found: Counter[str] = Counter()
    for unit in units:
        for row in tx.execute(_OF_LINES, {"whose": unit, "within": list(span.periods())}):
            found[row.line] += int(row.total)
    return dict(found)


def backlog(tx: Tx, units: Sequence[str], category: str = ALL) -> int:
    """How many cases of these units are open now."""
    where: list[ColumnElement[bool]] = [
        cases.c.unit.in_(tuple(units)),
        cases.c.status.in_(tuple(OPEN)),
    ]
    if category != ALL:
        where.append(cases.c.category == category)
    count: int = tx.execute(select(func.count()).select_from(cases).where(*where)).scalar_one()
    return count


def _added(tx: Tx, sums: Select[Any], unit: str, category: str) -> list[Sum]:
    """Sum along the key, in the database.

    One statement per unit and category keeps the groups small: measured, that takes two thirds of
    the time of one statement per unit, and that half of one statement for all units.
    """
    found = tx.execute(sums, {"whose": unit, "of": category})
    return [(row.kind, row.bucket, int(row.total)) for row in found]


def _named(tx: Tx, unit: str, periods: Sequence[int]) -> set[str]:
    return {
        name
        for period in periods
        for (name,) in tx.execute(_CATEGORIES, {"whose": unit, "when": period})
    }


def size(tx: Tx, units: Sequence[str], span: Span) -> int:
    """How many rows `rows_of` gives for all these units."""
    within = (figures.c.unit.in_(tuple(units)), *_kept(span))
    count: int = tx.execute(select(func.count()).select_from(figures).where(*within)).scalar_one()
    return count


def rows_of(tx: Tx, unit: str, span: Span) -> list[Sum]:
    """The rows of one unit as stored, with the columns `export_columns.FIGURES`."""
    order = [figures.c[name] for name in _KEY]
    statement = select(*selected(FIGURES)).where(figures.c.unit == unit, *_kept(span))
    return [tuple(row) for row in tx.execute(statement.order_by(*order))]


def _kept(span: Span) -> tuple[ColumnElement[bool], ...]:
    return figures.c.period.in_(span.periods()), figures.c.category != ALL
