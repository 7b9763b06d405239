"""The schema's age: brought up to date, or refused; and the working secret inside the database."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import create_async_engine

from storage.errors import SchemaBehind, SchemaNewer
from storage.seal import Ring, Vault, new_root, vault_from
from storage.sqlite import LOCK_SECONDS, said
from storage.tables import secrets

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x6A7562616F  # PostgreSQL's advisory lock while a schema changes: "jubao"


def bring_up_to_date(url: str) -> None:
    """Create or upgrade a SQLite file; an older one is copied beside itself first. Blocks.

    All or nothing: a migration that is cut short leaves the file as it was.
    """
    parsed = make_url(url)
    path = Path(parsed.database or "")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(
        parsed.set(drivername="sqlite"),
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": LOCK_SECONDS},
    )
    try:
        with engine.connect() as connection:
            if _stands(connection) == newest():
                return
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver would leave DDL outside
            stands = _refuse_newer(connection)  # another process may have been faster
            if stands not in (None, newest()):
                _copy(path, path.with_name(f"{path.name}.before-{newest()}"))
            _upgrade(connection)
            connection.exec_driver_sql("COMMIT")
    except OperationalError as error:
        raise said(error) from error.orig
    finally:
        engine.dispose()


async def migrate(url: str) -> None:
    """Upgrade any database; on PostgreSQL under a lock, so that only one process does."""
    if make_url(url).get_backend_name() == "sqlite":
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


def check(connection: Connection) -> None:
    """SchemaBehind or SchemaNewer where the database is not what this code was written for."""
    if _refuse_newer(connection) != newest():
        raise SchemaBehind("the database is older than this release: run `jubao migrate`")


def is_behind(connection: Connection) -> bool:
    """Whether there is a schema, and it is not the newest."""
    return _stands(connection) not in (None, newest())


def root_secret(connection: Connection, *, ring: Ring) -> Vault:
    """The vault of this database; its working secret is made the first time."""
    held = select(secrets.c.sealed).where(secrets.c.name == "root")
    found = connection.execute(held).scalar_one_or_none()
    if found is None:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(
            dialect.insert(secrets)
            .values(name="root", sealed=new_root(ring))
            .on_conflict_do_nothing(index_elements=["name"])
        )
        found = connection.execute(held).scalar_one()  # another process may have been faster
    return vault_from(ring, bytes(found))


def _refuse_newer(connection: Connection) -> str | None:
    stands = _stands(connection)
    if stands is not None and stands not in _revisions(MIGRATIONS)[1]:
        raise SchemaNewer("the database was written by a newer release of jubao: upgrade first")
    return stands


def _stands(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The revision that this code was written for."""
    return _revisions(MIGRATIONS)[0]


@cache  # to read the scripts is to compile them
def _revisions(_folder: Path) -> tuple[str | None, frozenset[str]]:
    """The newest, and all that are known."""
    scripts = _scripts()
    known = frozenset(script.revision for script in scripts.walk_revisions())
    return scripts.get_current_head(), known


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
