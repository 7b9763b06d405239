"""The short way to a SQLite file: a statement that is run again goes to the driver as it is.

What SQLAlchemy does for each run (name the statement, look its text up, order its parameters, ask
its events) costs several times what a small statement itself does, and gives the same each time.
From its second run on a statement is kept with its text and the order of its parameters; rows come
back as SQLAlchemy's own (docs/decisions/0028). Whatever is not plain goes the long way.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from msgspec import Struct, field
from sqlalchemy import Connection, Delete, Dialect, Insert, Row, Update
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.exc import DBAPIError, MultipleResultsFound, NoResultFound
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import CompoundSelect, Select

_PLAIN = (Select, CompoundSelect, Insert, Update, Delete)
_KEY = "jubao.direct"

LONGEST = 32  # values in one place: of longer lists too many lengths would be kept

Rows = list[dict[str, Any]]
Processor = Callable[[Any], Any]


class _Place(Struct, frozen=True):
    """What stands in one question mark: a given value, one of a given list, or always the same."""

    name: str
    given: bool
    number: int | None  # of the value in its list
    standing: Any
    processor: Processor | None

    def value(self, given: Mapping[str, Any]) -> Any:
        value = given[self.name] if self.given else self.standing
        if self.number is not None:
            value = value[self.number]
        return value if self.processor is None else self.processor(value)


class _Plan(Struct, frozen=True):
    """A statement for parameters of certain names, ready to be run."""

    text: str
    places: tuple[_Place, ...]
    columns: "_Columns"
    plain: tuple[str, ...] | None  # their names, where all are as they were given

    def _values(self, given: Mapping[str, Any]) -> list[Any]:
        if self.plain is not None:
            return [given[name] for name in self.plain]
        return [place.value(given) for place in self.places]

    def run(self, driver: sqlite3.Connection, given: Mapping[str, Any] | Rows) -> "Found | None":
        try:
            if not isinstance(given, list):
                cursor = driver.execute(self.text, self._values(given))
                return Found(self.columns, cursor.fetchall(), cursor.rowcount)
            if self.columns.returns:
                each = (driver.execute(self.text, self._values(row)).fetchall() for row in given)
                rows = [found for rows in each for found in rows]
                return Found(self.columns, rows, len(rows))
            cursor = driver.executemany(self.text, [self._values(row) for row in given])
            return Found(self.columns, [], cursor.rowcount)
        except sqlite3.Error as error:
            raise DBAPIError.instance(
                self.text, None, error, sqlite3.Error, hide_parameters=True
            ) from error


class _Plans(Struct, frozen=True):
    """The plans of a statement with lists in it: one for each set of their lengths.

    What SQLAlchemy compiled is not kept: it holds the statement, which would never be let go.
    """

    lists: tuple[str, ...]
    found: dict[tuple[int, ...], _Plan] = field(default_factory=dict)

    def run(
        self,
        driver: sqlite3.Connection,
        given: Mapping[str, Any] | Rows,
        compiled: Callable[[], SQLCompiler],
    ) -> "Found | None":
        if isinstance(given, list):
            return None
        lists = {name: tuple(given[name]) for name in self.lists}
        lengths = tuple(map(len, lists.values()))
        if not all(0 < length <= LONGEST for length in lengths):
            return None
        given = {**given, **lists}
        plan = self.found.get(lengths)
        if plan is None:
            plan = self.found[lengths] = _plan(compiled(), given)
        return plan.run(driver, given)


class Found:
    """Rows, all of them read already, and how many a change has changed.

    What is mostly asked of them is answered here, as SQLAlchemy's own result would; all else it
    answers itself: to make one for a single row takes longer than to find that row.
    """

    __slots__ = ("_columns", "_rows", "rowcount")

    def __init__(self, columns: "_Columns", rows: list[Any], rowcount: int) -> None:
        self._columns = columns
        self._rows = rows
        self.rowcount = rowcount

    def all(self) -> Sequence[Row[Any]]:
        """Every row."""
        return self._columns.rows(self._rows)

    def one_or_none(self) -> Row[Any] | None:
        """The only row, if there is one; MultipleResultsFound where there are more."""
        if not self._rows:
            return None
        if len(self._rows) > 1:
            raise MultipleResultsFound("Multiple rows were found when one or none was required")
        return self._columns.row(self._rows[0])

    def one(self) -> Row[Any]:
        """The only row; NoResultFound where there is none."""
        row = self.one_or_none()
        if row is None:
            raise NoResultFound("No row was found when one was required")
        return row

    def first(self) -> Row[Any] | None:
        """The first row, if there is one."""
        return self._columns.row(self._rows[0]) if self._rows else None

    def scalar_one(self) -> Any:
        """The first value of the only row."""
        return self.one()[0]

    def scalar_one_or_none(self) -> Any:
        """The first value of the only row, if there is one."""
        row = self.one_or_none()
        return None if row is None else row[0]

    def __iter__(self) -> Iterator[Row[Any]]:
        return iter(self.all())

    def __getattr__(self, name: str) -> Any:
        return getattr(IteratorResult(self._columns.plain, iter(self._rows)), name)


class _Columns:
    """What rows have, and what makes a row of SQLAlchemy's from one of the driver's."""

    __slots__ = ("plain", "returns", "row", "rows")

    def __init__(self, compiled: SQLCompiler) -> None:
        found = compiled._result_columns  # noqa: SLF001 - what the rows will have, and of which type
        self.plain = SimpleResultMetaData(
            [column.keyname for column in found],
            _processors=[
                column.type._cached_result_processor(compiled.dialect, None)  # noqa: SLF001
                for column in found
            ],
        )
        self.returns = bool(found)
        made: Any = IteratorResult(self.plain, iter(()))._row_getter  # noqa: SLF001
        self.row: Callable[[Any], Row[Any]] = made[0]
        self.rows: Callable[[list[Any]], Sequence[Row[Any]]] = made[1]


_SEEN: WeakKeyDictionary[Any, dict[tuple[str, ...], _Plan | _Plans | None]] = WeakKeyDictionary()


def connect(sql: Connection, driver: sqlite3.Connection) -> None:
    """From now on statements of this connection may take the short way, by this driver's."""
    sql.info[_KEY] = driver


def driver_of(sql: Connection) -> sqlite3.Connection | None:
    """The driver's connection behind this one, where there is a short way to it."""
    driver: sqlite3.Connection | None = sql.info.get(_KEY)
    return driver


def run(
    sql: Connection, driver: sqlite3.Connection, statement: Any, given: Mapping[str, Any] | Rows
) -> Found | None:
    """What the statement finds, or has changed; None where it has to go the long way."""
    if not isinstance(statement, _PLAIN):
        return None
    plans = _SEEN.get(statement)
    if plans is None:  # perhaps it is built for this one run: that is not worth a plan
        _SEEN[statement] = {}
        return None
    names = tuple(given[0]) if isinstance(given, list) else tuple(given)
    try:
        plan = plans[names]
    except KeyError:
        plan = plans[names] = _planned(statement, names, given, sql.dialect)
    if isinstance(plan, _Plans):
        return plan.run(driver, given, partial(_compiled, statement, names, sql.dialect))
    return None if plan is None else plan.run(driver, given)


def _compiled(statement: Any, names: tuple[str, ...], dialect: Dialect) -> SQLCompiler:
    compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(names))
    return compiled


def _planned(
    statement: Any, names: tuple[str, ...], given: Mapping[str, Any] | Rows, dialect: Dialect
) -> _Plan | _Plans | None:
    """How to run a statement; None where more is to be done than to fill in its parameters."""
    if statement.get_execution_options():
        return None
    compiled = _compiled(statement, names, dialect)
    if _needs_more(compiled, set(names)):
        return None
    lists = tuple(b.key for b in compiled.binds.values() if b.expanding and b.key in names)
    if lists:
        return _Plans(lists)
    return _plan(compiled, given[0] if isinstance(given, list) else given)


def _needs_more(compiled: SQLCompiler, given: set[str]) -> bool:
    """Whether it makes values itself, or misses some: the long way does, and says so."""
    processors = compiled._bind_processors  # noqa: SLF001 - as the long way has them
    return bool(
        compiled.literal_execute_params
        or compiled.insert_prefetch
        or compiled.update_prefetch
        or compiled.escaped_bind_names
        or any(bind.callable is not None for bind in compiled.binds.values())
        or any(bind.required and bind.key not in given for bind in compiled.binds.values())
        or any(isinstance(processor, Sequence) for processor in processors.values())
    )


def _plan(compiled: SQLCompiler, given: Mapping[str, Any]) -> _Plan:
    state = compiled.construct_expanded_state(given)
    of_lists = {
        each: (name, number)
        for name, parts in state.parameter_expansion.items()
        for number, each in enumerate(parts)
    }
    places = []
    for part in state.positiontup or ():
        name, number = of_lists.get(part, (part, None))
        places.append(
            _Place(
                name=name,
                given=name in given,
                number=number if name in given else None,  # what stands is there by itself
                standing=state.parameters[part],
                processor=state.processors.get(part),
            )
        )
    plain = all(p.given and p.number is None and p.processor is None for p in places)
    names = tuple(place.name for place in places) if plain else None
    return _Plan(state.statement, tuple(places), _Columns(compiled), names)
