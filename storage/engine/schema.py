"""The schema's version: check it, migrate it; and unwrap the root secret in the database.

Alembic is slow to import and needed only to migrate. The version of a database is read from
Alembic's own table, that of the code from the head of each migration.
"""

import re
import sqlite3
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, create_engine, inspect, select, table, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from storage.core import database_url, file_faults
from storage.core.errors import DatabaseUnusable, SchemaBehind, SchemaNewer, StorageFull
from storage.crypto import roots
from storage.crypto.encryption import Cipher, KeyRing, new_root
from storage.engine import file_modes
from storage.engine.postgres import create_async_engine
from storage.engine.sqlite import LOCK_SECONDS
from storage.engine.sqlite_errors import translated
from storage.engine.tables import secrets
from storage.engine.upsert import insert_for

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_AGE = table("alembic_version", column("version_num"))
_NAMED = re.compile(r'^(revision|down_revision) = "(\w+)"', re.MULTILINE)
_LOCK = 0x6A7562616F  # PostgreSQL's advisory lock while a schema changes: "jubao"


def bring_up_to_date(url: str) -> None:
    """Create or upgrade a SQLite file; an older one is copied beside itself first. Blocks.

    Only its owner may read a file that is created here.

    All or nothing: a migration that is cut short leaves the file as it was. Raises
    DatabaseUnusable if the file cannot be made or written, or is another program's.
    """
    path = database_url.sqlite_file(url) or Path()
    _make(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": LOCK_SECONDS},
    )
    try:
        with engine.connect() as connection:
            if _version(connection) == newest():
                return
            _refuse_another_programs(connection, path)
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # else DDL runs outside
            version = _refuse_newer(connection)  # again, under the lock
            if version not in (None, newest()):
                _copy(path, file_modes.copy_before(path, newest() or ""))
            _upgrade(connection)
            connection.exec_driver_sql("COMMIT")
    except DBAPIError as error:
        raise translated(error, path) from error.orig
    except SchemaNewer as newer:
        raise SchemaNewer(f"{path.absolute()}: {newer}") from newer
    finally:
        engine.dispose()


async def migrate(url: str) -> None:
    """Upgrade any database; on PostgreSQL under a lock, so that only one process does."""
    if database_url.kind(url) == "sqlite":
        bring_up_to_date(url)
        return
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            await connection.run_sync(_refuse_newer)
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


def _make(path: Path) -> None:
    """Create the file and its folder if they are not there; DatabaseUnusable if that fails."""
    if fault := file_faults.database_fault(path):
        raise DatabaseUnusable(fault)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file_modes.create(path)
    except OSError as error:
        raise DatabaseUnusable(file_faults.sentence(error, path.absolute())) from error


def _refuse_another_programs(connection: Connection, path: Path) -> None:
    """Raise DatabaseUnusable if the file has tables, and none that says their version."""
    if _version(connection) is None and inspect(connection).get_table_names():
        words = "is the database of another program: name another file"
        raise DatabaseUnusable(f"{path.absolute()}: {words}")


def check(connection: Connection) -> None:
    """Raise SchemaBehind or SchemaNewer unless the database has this code's version."""
    if _refuse_newer(connection) != newest():
        raise SchemaBehind("the database is older than this release: run `jubao migrate`")


def is_behind(connection: Connection) -> bool:
    """Whether there is a schema, and a newer one in the code."""
    return _version(connection) not in (None, newest())


def root_secret(connection: Connection, *, key_ring: KeyRing) -> Cipher:
    """The cipher of this database; its root secret is created the first time."""
    found = sealed_roots(connection)
    if not found:
        connection.execute(
            insert_for(connection.dialect.name, secrets)
            .values(name=roots.FIRST, sealed=new_root(key_ring))
            .on_conflict_do_nothing(index_elements=["name"])
        )
        found = sealed_roots(connection)  # maybe another process's
    return roots.cipher_of(key_ring, found)


def sealed_roots(connection: Connection) -> dict[str, bytes]:
    """All versions of the root secret, encrypted, by name."""
    rows = connection.execute(select(secrets.c.name, secrets.c.sealed))
    return {row.name: bytes(row.sealed) for row in rows}


def _refuse_newer(connection: Connection) -> str | None:
    version = _version(connection)
    if version is not None and version not in _revisions(MIGRATIONS)[1]:
        raise SchemaNewer("the database was written by a newer release of jubao: upgrade first")
    return version


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_AGE.name):
        return None
    return connection.execute(select(_AGE.c.version_num)).scalar_one_or_none()


def newest() -> str | None:
    """The revision that this code was written for."""
    return _revisions(MIGRATIONS)[0]


@cache
def _revisions(folder: Path) -> tuple[str | None, frozenset[str]]:
    """The newest revision, and all known ones."""
    known, before = set(), set()
    for script in (folder / "versions").glob("*.py"):
        found = dict(_NAMED.findall(script.read_text(encoding="utf-8")))
        known.add(found["revision"])
        before.add(found.get("down_revision"))  # the first one has none
    heads = known - before
    assert len(heads) <= 1, heads
    return next(iter(heads), None), frozenset(known)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - see above

    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection) -> "Config":
    """Alembic's configuration for our migrations on this connection."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _copy(source: Path, target: Path) -> None:
    """Copy a database whole; if that fails, no part of the copy stays."""
    try:
        file_modes.create(target)
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
        file_modes.undate(target)
    except sqlite3.Error as error:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        found = translated(error, target)
        if isinstance(found, StorageFull):
            needs = f"the copy from before the upgrade needs {source.stat().st_size // 1024} kB"
            found = StorageFull(f"{target.absolute()}: {needs}: make room, and start again")
        raise found from error
