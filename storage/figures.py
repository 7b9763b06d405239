"""Figures in rows: counted as things happen, each once for its day and once for its month."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select

from domain import figures as periods
from domain.counting import Event
from domain.figures import Figures, Span
from domain.status import OPEN
from storage.public_tables import figures
from storage.tables import cases
from storage.tx import Tx
from storage.upsert import Insert, insert_for

ALL = ""  # the category that stands for all of them together
_KEY = ("unit", "period", "category", "kind", "bucket")


def count(tx: Tx, events: Iterable[Event], day: date) -> None:
    """Count these at the end of the transaction, so that no row is held for longer than that.

    Each in its category and over all of them: what is asked most often is then read by few rows.
    """
    for event in events:
        for period in (periods.number(day), periods.month(day)):
            for category in {ALL, event.category}:
                key = (event.unit, period, category, str(event.kind), event.bucket)
                tx.counted[key] += 1


def write(tx: Tx) -> None:
    """Write down what was counted, in the order of the keys: so no two wait for each other."""
    if tx.counted:
        rows = [
            {**dict(zip(_KEY, key, strict=True)), "count": more}
            for key, more in sorted(tx.counted.items())
        ]
        tx.execute(_adding(tx.sql.dialect.name), rows)
        tx.counted.clear()


@lru_cache
def _adding(dialect: str) -> Insert:
    statement = insert_for(dialect, figures)
    return statement.on_conflict_do_update(
        index_elements=list(_KEY),
        set_={"count": figures.c.count + statement.excluded.count},
    )


Sum = tuple[Any, ...]  # kind, bucket, count, and what they are of


def read(tx: Tx, units: Sequence[str], span: Span, category: str = ALL) -> Figures:
    """What these units did in these days, of one category or of all."""
    sums = _sums(tx, units, span, figures.c.category == category)
    return Figures.of((kind, bucket, int(total)) for kind, bucket, total in sums)


def by_unit(tx: Tx, units: Sequence[str], span: Span, category: str = ALL) -> dict[str, Figures]:
    """The same of each of these units that has figures at all."""
    return _apart(_sums(tx, units, span, figures.c.category == category, figures.c.unit))


def by_category(tx: Tx, units: Sequence[str], span: Span) -> dict[str, Figures]:
    """The same of each category."""
    return _apart(_sums(tx, units, span, figures.c.category != ALL, figures.c.category))


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


def _apart(sums: Iterable[Sum]) -> dict[str, Figures]:
    rows: dict[str, list[tuple[str, int, int]]] = {}
    for kind, bucket, total, name in sums:
        rows.setdefault(name, []).append((kind, bucket, int(total)))
    return {name: Figures.of(found) for name, found in rows.items()}


def _sums(
    tx: Tx,
    units: Sequence[str],
    span: Span,
    of: ColumnElement[bool],
    *by: ColumnElement[str],
) -> list[Sum]:
    """One walk along the key for each unit; the database adds up.

    Unit by unit, for what is grouped at a time then stays small: that is twice as fast as all in
    one statement.
    """
    kind, bucket, total = figures.c.kind, figures.c.bucket, func.sum(figures.c.count)
    statement = (
        select(kind, bucket, total, *by)
        .where(figures.c.unit == bindparam("whose"), figures.c.period.in_(span.periods()), of)
        .group_by(kind, bucket, *by)
    )
    found: list[Sum] = []
    for unit in units:
        found += [tuple(row) for row in tx.execute(statement, {"whose": unit})]
    return found


def size(tx: Tx, units: Sequence[str], span: Span) -> int:
    """How many rows `rows_of` gives for all these units."""
    within = (figures.c.unit.in_(tuple(units)), *_kept(span))
    count: int = tx.execute(select(func.count()).select_from(figures).where(*within)).scalar_one()
    return count


def rows_of(tx: Tx, unit: str, span: Span) -> list[Sum]:
    """One unit's counts as they are kept: unit, period, category, kind, bucket, count."""
    columns = [figures.c[name] for name in (*_KEY, "count")]
    statement = select(*columns).where(figures.c.unit == unit, *_kept(span)).order_by(*columns[:-1])
    return [tuple(row) for row in tx.execute(statement)]


def _kept(span: Span) -> tuple[ColumnElement[bool], ...]:
    return figures.c.period.in_(span.periods()), figures.c.category != ALL
