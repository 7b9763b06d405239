"""The short way to a SQLite file: a statement that is run again goes to the driver as it is.

What SQLAlchemy does for each run (name the statement, look its text up, order its parameters, ask
its events) costs several times what a small statement itself does, and gives the same each time.
From its second run on a statement is kept with its text and the order of its parameters; rows come
back as SQLAlchemy's own (docs/decisions/0028). Whatever is not plain goes the long way.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Delete, Dialect, Insert, Update
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import CompoundSelect, Select

_PLAIN = (Select, CompoundSelect, Insert, Update, Delete)
_KEY = "jubao.direct"

Processor = Callable[[Any], Any]
Place = tuple[str, Any, Processor | None]  # a parameter's name, what it is where none is given


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement for parameters of certain names, ready to be run."""

    text: str
    places: tuple[Place, ...]  # in the order of the question marks
    columns: SimpleResultMetaData

    def run(self, driver: sqlite3.Connection, given: Mapping[str, Any]) -> "Found":
        values = []
        for name, standing, processor in self.places:
            value = given.get(name, standing)
            values.append(value if processor is None else processor(value))
        try:
            cursor = driver.execute(self.text, values)
            return Found(self.columns, cursor.fetchall(), cursor.rowcount)
        except sqlite3.Error as error:
            raise DBAPIError.instance(
                self.text, None, error, sqlite3.Error, hide_parameters=True
            ) from error


class Found(IteratorResult[Any]):
    """Rows, all of them read already, and how many a change has changed."""

    def __init__(self, columns: SimpleResultMetaData, rows: list[Any], rowcount: int) -> None:
        super().__init__(columns, iter(rows))
        self.rowcount = rowcount


_SEEN: WeakKeyDictionary[Any, dict[tuple[str, ...], _Plan | None]] = WeakKeyDictionary()


def connect(sql: Connection, driver: sqlite3.Connection) -> None:
    """From now on statements of this connection may take the short way, by this driver's."""
    sql.info[_KEY] = driver


def driver_of(sql: Connection) -> sqlite3.Connection | None:
    """The driver's connection behind this one, where there is a short way to it."""
    driver: sqlite3.Connection | None = sql.info.get(_KEY)
    return driver


def run(
    sql: Connection, driver: sqlite3.Connection, statement: Any, given: Mapping[str, Any]
) -> Found | None:
    """What the statement finds; None where it has to go the long way."""
    if not isinstance(statement, _PLAIN):
        return None
    plans = _SEEN.get(statement)
    if plans is None:  # perhaps it is built for this one run: that is not worth a plan
        _SEEN[statement] = {}
        return None
    names = tuple(given)
    try:
        plan = plans[names]
    except KeyError:
        plan = plans[names] = _plan(statement, names, sql.dialect)
    return None if plan is None else plan.run(driver, given)


def _plan(statement: Any, names: tuple[str, ...], dialect: Dialect) -> _Plan | None:
    """The plan of a statement; None where more is to be done than to fill in its parameters."""
    if statement.get_execution_options():
        return None
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    if not isinstance(compiled, SQLCompiler) or _needs_more(compiled):
        return None
    standing = compiled.construct_params(_check=False)
    processors = compiled._bind_processors  # noqa: SLF001 - as the long way has them
    given = set(names)
    places = []
    for name in compiled.positiontup or ():
        processor = processors.get(name)
        missing = name not in given and compiled.binds[name].required  # the long way says so
        if missing or isinstance(processor, Sequence):
            return None
        places.append((name, standing[name], processor))
    return _Plan(str(compiled), tuple(places), _columns(compiled, dialect))


def _needs_more(compiled: SQLCompiler) -> bool:
    return bool(
        compiled.post_compile_params
        or compiled.literal_execute_params
        or compiled.insert_prefetch
        or compiled.update_prefetch
        or compiled.escaped_bind_names
        or any(bind.callable is not None for bind in compiled.binds.values())
    )


def _columns(compiled: SQLCompiler, dialect: Dialect) -> SimpleResultMetaData:
    found = compiled._result_columns  # noqa: SLF001 - what the rows will have, and of which type
    return SimpleResultMetaData(
        [column.keyname for column in found],
        _processors=[column.type._cached_result_processor(dialect, None) for column in found],  # noqa: SLF001
    )
