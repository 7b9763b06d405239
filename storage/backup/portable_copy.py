"""A snapshot of a database as a SQLite file, and the way back into a database.

The file is the portable form of either database, with the same tables and schema version.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, func, insert, inspect, select
from sqlalchemy.engine import URL

from domain.core.threads import in_thread
from storage.core import database_url
from storage.core.errors import DatabaseNotEmpty, StorageBusy
from storage.engine import (
    account_tables,
    case_file_tables,
    category_tables,
    file_modes,
    notice_tables,
    removal_tables,
    schema,
    tick_tables,
)
from storage.engine.postgres import create_async_engine
from storage.engine.public_tables import suggestions

META = suggestions.metadata  # has the tables of all modules
for table in (
    account_tables.case_accounts,
    case_file_tables.case_files,
    category_tables.line_counts,
    notice_tables.pending_news,
    removal_tables.removals,
    tick_tables.ticks,
):
    assert table.metadata is META
Progress = Callable[[str, int, int], None]
"""Progress callback: table, amount done, total."""

PAGES = 256  # SQLite pages per step: 1 MB
PAUSE = 0.002  # seconds between two steps, so that writers get the disk
ROWS = 500

Counts = dict[str, int]


async def snapshot(url: str, to: Path, told: Progress) -> Counts:
    """Copy a database in use; returns the number of rows per table.

    Writers do not wait: SQLite's copy reads one state of the WAL, PostgreSQL's one snapshot.
    """
    file_modes.create(to)
    file = database_url.sqlite_file(url)
    if file is not None:
        return await in_thread(_copied, file, to, told)
    await in_thread(schema.bring_up_to_date, database_url.of_file(to))
    engine = create_async_engine(url, isolation_level="REPEATABLE READ").execution_options(
        postgresql_readonly=True
    )
    try:
        async with engine.connect() as source:
            await source.run_sync(schema.check)
            return await source.run_sync(_into_file, to, told)
    finally:
        await engine.dispose()


def copy_unopened(source: Path, to: Path) -> None:
    """Copy a SQLite database and its WAL byte by byte, for one that cannot be opened.

    Raises StorageBusy if a process writes to it meanwhile: the copy would not be of one moment.
    """
    files = (source, *file_modes.unapplied(source))
    before = _stamps(files)
    for each in files:
        copy = to.with_name(to.name + each.name.removeprefix(source.name))
        file_modes.create(copy)
        shutil.copyfile(each, copy)
    if before != _stamps((source, *file_modes.unapplied(source))):
        raise StorageBusy("it changed while it was copied: stop the bot, then try again")


def _stamps(files: Iterable[Path]) -> list[tuple[str, int, int, int]]:
    found = [(each.name, each.stat()) for each in files]
    return [(name, each.st_ino, each.st_size, each.st_mtime_ns) for name, each in found]


def _copied(source: Path, to: Path, told: Progress) -> Counts:
    def step(_: int, left: int, pages: int) -> None:
        told("pages", pages - left, pages)
        time.sleep(PAUSE)

    with (
        closing(sqlite3.connect(source, isolation_level=None)) as old,
        closing(sqlite3.connect(to, isolation_level=None)) as new,
    ):
        # An open read transaction sees one state: a writer cannot make the copy start
        # again, and does not wait for it.
        old.execute("PRAGMA query_only=ON")
        old.execute("BEGIN")
        counts = _counted(old, (str(table.name) for table in META.sorted_tables))
        old.backup(new, pages=PAGES, progress=step)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, not three
    return counts


def _into_file(source: Connection, to: Path, told: Progress) -> Counts:
    engine = create_engine(_of_file(to), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as target:
            target.exec_driver_sql("PRAGMA journal_mode=DELETE")
            target.exec_driver_sql("BEGIN")
            found = counts(source)
            _rows(source, target, found, told)
            target.exec_driver_sql("COMMIT")
            return found
    finally:
        engine.dispose()


async def pour(source: Path, url: str, told: Progress, last_step: Callable[[], None]) -> None:
    """Write all rows of a copy into an empty PostgreSQL database, in one transaction.

    `last_step` is called right before the commit: from then on the caller must not be cancelled.
    """
    engine = create_async_engine(url)
    try:
        async with engine.connect() as target:
            await target.run_sync(_from_file, source, told)
            last_step()
            await target.commit()
    finally:
        await engine.dispose()


def hold_empty(target: Connection) -> None:
    """Let nobody else begin to fill a database; DatabaseNotEmpty if somebody has.

    A bot that starts on it, or another copy, waits until this transaction is over.
    """
    if target.dialect.name == "postgresql":
        target.exec_driver_sql("LOCK TABLE secrets, leases IN EXCLUSIVE MODE")
    if not _is_empty(target):
        raise DatabaseNotEmpty


def _from_file(target: Connection, source: Path, told: Progress) -> None:
    hold_empty(target)
    engine = create_engine(_of_file(source))
    try:
        with engine.connect() as file:
            found = counts(file)
            _rows(file, target, found, told)
            assert counts(target) == found, "it was empty, and now holds the same"
    finally:
        engine.dispose()
    for table, sequence in sequences(target):  # continue each sequence after the last row
        last = target.execute(select(func.max(table.autoincrement_column))).scalar_one()
        target.execute(select(func.setval(sequence, last or 1, last is not None)))


def sequences(connection: Connection) -> Iterator[tuple[Table, str]]:
    """The tables of a PostgreSQL database with generated ids, each with its sequence."""
    for table in META.sorted_tables:
        column = table.autoincrement_column
        if column is None:
            continue
        name = func.pg_get_serial_sequence(table.name, column.name)
        found: str | None = connection.execute(select(name)).scalar_one()
        if found:
            yield table, found


def _rows(source: Connection, target: Connection, found: Counts, told: Progress) -> None:
    done, whole = 0, sum(found.values())
    for table in META.sorted_tables:
        for page in pages(source, table):
            target.execute(insert(table), page)
            done += len(page)
            told("rows", done, whole)


def pages(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """All rows of a table, some hundreds at a time."""
    rows = connection.execute(select(table), execution_options={"yield_per": ROWS})
    for page in rows.mappings().partitions():
        yield [dict(row) for row in page]


def counts(connection: Connection) -> Counts:
    """How many rows each table has."""
    return {
        str(table.name): connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in META.sorted_tables
    }


def counts_in(file: Path, names: Collection[str]) -> Counts:
    """How many rows each of these tables has in a SQLite file, without those that it lacks.

    The file may be of an earlier release; it is not upgraded.
    """
    with closing(sqlite3.connect(file)) as database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return _counted(database, (name for (name,) in found if name in names))


def _counted(database: sqlite3.Connection, names: Iterable[str]) -> Counts:
    return {
        name: int(database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        for name in names
    }


async def is_empty(url: str) -> bool:
    """Whether no table of a PostgreSQL database has a row; there may be no table at all."""
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_is_empty)
    finally:
        await engine.dispose()


def _is_empty(connection: Connection) -> bool:
    there = set(inspect(connection).get_table_names())
    found = (table for table in META.sorted_tables if table.name in there)
    return not any(connection.execute(select(table).limit(1)).first() for table in found)


def kind(url: str) -> str:
    """Which database this is: sqlite or postgresql."""
    return database_url.kind(url)


def _of_file(file: Path) -> URL:
    return URL.create("sqlite", database=str(file))


def faults(file: Path) -> tuple[str, ...]:
    """SQLite's integrity check: its findings, empty if the file is intact."""
    with closing(sqlite3.connect(file)) as database:
        said: list[Any] = database.execute("PRAGMA integrity_check(5)").fetchall()
        orphans: list[Any] = database.execute("PRAGMA foreign_key_check").fetchmany(5)
    return (
        *(str(row[0]) for row in said if row[0] != "ok"),
        *(f"{row[0]}: row {row[1]} belongs to nothing in {row[2]}" for row in orphans),
    )
