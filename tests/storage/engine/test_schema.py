"""The schema: migrations make what the tables say, all or nothing, and never the wrong way."""

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.schema import CreateIndex

from scripts import new_migration
from storage.core.errors import SchemaBehind, SchemaNewer, StorageBusy, StorageFull
from storage.engine import counters, schema, tables
from tests.support.processes import ROOT

NEWEST = schema.newest()
NEXT = f'''
"""One step more, for tests."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{NEWEST}"


def upgrade() -> None:
    with op.batch_alter_table("counters") as counters:
        counters.add_column(sa.Column("note", sa.Text()))
    op.execute("UPDATE counters SET note = 'seen'")
'''
BROKEN = NEXT + '    op.execute("INSERT INTO nowhere VALUES (1)")\n'


def file_of(url: str) -> str:
    return url.partition("///")[2]


def ask(url: str, query: str) -> list[tuple]:
    connection = sqlite3.connect(file_of(url))
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def differences(connection) -> list:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    return compare_metadata(context, tables.for_postgresql())


@pytest.fixture
def next_release(tmp_path, monkeypatch):
    """Code that knows one more step; `next_release(source)` says which."""

    def comes_with(source: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(schema.MIGRATIONS, folder)
        (folder / "versions" / "9999_next.py").write_text(source)
        monkeypatch.setattr(schema, "MIGRATIONS", folder)

    return comes_with


def test_migrations_make_the_tables_on_sqlite(sqlite_url):
    engine = create_engine(f"sqlite:///{file_of(sqlite_url)}")
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


async def test_migrations_make_the_tables_on_postgresql(empty_postgres_url):
    await schema.migrate(empty_postgres_url)
    engine = create_async_engine(empty_postgres_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_a_missing_column_would_be_noticed(sqlite_url):
    connection = sqlite3.connect(file_of(sqlite_url))
    connection.execute("ALTER TABLE counters DROP COLUMN value")
    connection.close()
    engine = create_engine(f"sqlite:///{file_of(sqlite_url)}")
    with engine.connect() as bound:
        ((what, *_),) = differences(bound)
    engine.dispose()
    assert what == "add_column"


async def test_the_first_start_makes_the_folder_and_the_file(tmp_path, opens):
    url = f"sqlite+aiosqlite:///{tmp_path}/new/deeper/jubao.db"
    db = await opens(url)
    assert await db.run(counters.next_value, "visits") == 1
    await db.close()
    assert (tmp_path / "new" / "deeper").stat().st_mode & 0o077 == 0


async def test_processes_that_start_together_make_one_schema(tmp_path, opens):
    url = f"sqlite+aiosqlite:///{tmp_path}/jubao.db"
    opened = await asyncio.gather(*(opens(url) for _ in range(4)))
    drawn = [await each.run(counters.next_value, "visits") for each in opened]
    assert drawn == [1, 2, 3, 4]


def test_coming_up_to_date_twice_changes_nothing(sqlite_url):
    before = ask(sqlite_url, "SELECT sql FROM sqlite_master ORDER BY name")
    schema.bring_up_to_date(sqlite_url)
    assert ask(sqlite_url, "SELECT sql FROM sqlite_master ORDER BY name") == before


async def test_an_older_file_is_copied_beside_itself_and_upgraded(sqlite_url, opens, next_release):
    db = await opens(sqlite_url)
    await db.run(counters.next_value, "visits")
    await db.close()
    next_release(NEXT)

    newer = await opens(sqlite_url)
    assert await newer.run(counters.next_value, "visits") == 2
    await newer.close()
    assert ask(sqlite_url, "SELECT name, note FROM counters") == [("visits", "seen")]
    assert ask(f"{sqlite_url}.before-9999", "SELECT * FROM counters") == [("visits", 1)]


def test_an_upgrade_without_room_for_the_copy_says_how_much_and_leaves_no_part(
    sqlite_url, next_release, monkeypatch
):
    schema.bring_up_to_date(sqlite_url)
    next_release(NEXT)
    file = Path(file_of(sqlite_url))
    before = file.read_bytes()

    def connect(path):
        connection = sqlite3.connect(path)
        if ".before-" in str(path):
            connection.execute("PRAGMA max_page_count=3")  # as on a full disk
        return connection

    monkeypatch.setattr(schema, "sqlite3", SimpleNamespace(connect=connect, Error=sqlite3.Error))
    with pytest.raises(StorageFull, match=r"before-9999: the copy .* needs [0-9]+ kB: make room"):
        schema.bring_up_to_date(sqlite_url)
    assert file.read_bytes() == before
    assert list(file.parent.glob("*.before-*")) == []


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(sqlite_url, next_release):
    before = ask(sqlite_url, "SELECT name, sql FROM sqlite_master ORDER BY name")
    next_release(BROKEN)
    with pytest.raises(Exception, match="nowhere"):
        schema.bring_up_to_date(sqlite_url)
    assert ask(sqlite_url, "SELECT name, sql FROM sqlite_master ORDER BY name") == before
    assert ask(sqlite_url, "SELECT version_num FROM alembic_version") == [(NEWEST,)]


async def test_an_upgrade_that_fails_leaves_postgresql_as_it_was(
    empty_postgres_url, opens, next_release
):
    await schema.migrate(empty_postgres_url)
    next_release(BROKEN)
    with pytest.raises(Exception, match="nowhere"):
        await schema.migrate(empty_postgres_url)
    with pytest.raises(SchemaBehind):
        await opens(empty_postgres_url)
    engine = create_async_engine(empty_postgres_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_postgresql_is_upgraded_only_when_told_to(empty_postgres_url, opens):
    with pytest.raises(SchemaBehind, match="jubao migrate"):
        await opens(empty_postgres_url)
    await schema.migrate(empty_postgres_url)
    await schema.migrate(empty_postgres_url)
    db = await opens(empty_postgres_url)
    assert await db.run(counters.next_value, "visits") == 1


async def test_two_that_migrate_postgresql_at_once_do_not_collide(empty_postgres_url):
    await asyncio.gather(schema.migrate(empty_postgres_url), schema.migrate(empty_postgres_url))


@pytest.mark.parametrize("kind", ["sqlite_url", "empty_postgres_url"])
async def test_a_database_of_a_newer_release_is_left_alone(kind, request, opens, next_release):
    url = request.getfixturevalue(kind)
    next_release(NEXT)
    await schema.migrate(url)
    (schema.MIGRATIONS / "versions" / "9999_next.py").unlink()
    schema._revisions.cache_clear()  # the older release is another process
    with pytest.raises(SchemaNewer, match="newer release"):
        await opens(url)
    with pytest.raises(SchemaNewer):
        await schema.migrate(url)


def test_a_file_that_somebody_holds_is_busy_not_broken(tmp_path, monkeypatch):
    path = tmp_path / "jubao.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(schema, "LOCK_SECONDS", 0.02)
    with pytest.raises(StorageBusy):
        schema.bring_up_to_date(f"sqlite+aiosqlite:///{path}")
    other.close()
    schema.bring_up_to_date(f"sqlite+aiosqlite:///{path}")


def test_the_age_of_the_code_is_what_alembic_says():
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert schema.newest() == scripts.get_current_head()
    known = {script.revision for script in scripts.walk_revisions()}
    assert schema._revisions(schema.MIGRATIONS) == (schema.newest(), known)


@pytest.mark.soak
@pytest.mark.heavy
def test_a_start_needs_no_tool_of_migrations():
    words = (
        "import sys, bot.runtime.app, bot.cli.commands\n"
        "print({'alembic', 'xlsxwriter'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert ran.stdout == "set()\n"


def of_some_rows():
    return [
        index
        for table in tables.for_postgresql().tables.values()
        for index in table.indexes
        if "only" in index.info
    ]


def test_an_index_of_some_rows_is_one_on_either_database():
    found = of_some_rows()
    assert len(found) > 20
    for index in found:
        for dialect in (sqlite_dialect.dialect(), postgresql.dialect()):
            made = str(CreateIndex(index).compile(dialect=dialect))
            assert made.endswith(f"WHERE {index.info['only']}"), made


def test_migrations_make_indexes_of_some_rows_on_sqlite(sqlite_url):
    made = dict(ask(sqlite_url, "SELECT name, sql FROM sqlite_master WHERE type = 'index'"))
    for index in of_some_rows():
        assert made[index.name].endswith(f"WHERE {index.info['only']}")
    partial = {name for name, sql in made.items() if sql and " WHERE " in sql}
    assert partial == {index.name for index in of_some_rows()}


@pytest.mark.soak
async def test_migrations_make_indexes_of_some_rows_on_postgresql(empty_postgres_url):
    await schema.migrate(empty_postgres_url)
    engine = create_async_engine(empty_postgres_url)
    async with engine.connect() as connection:
        found = await connection.execute(text("SELECT indexname, indexdef FROM pg_indexes"))
        partial = {row.indexname for row in found if " WHERE " in row.indexdef}
    await engine.dispose()
    assert partial == {index.name for index in of_some_rows()}


@pytest.mark.soak
def test_the_next_migration_is_written_by_a_script(next_release):
    next_release(NEXT)  # which adds a column that the tables do not have
    new_migration.main("9998x", "back again")
    (written,) = (schema.MIGRATIONS / "versions").glob("9998x*")
    assert written.name == "9998x_back_again.py"
    assert "drop_column('note')" in written.read_text()


@pytest.mark.soak
@pytest.mark.heavy
def test_a_start_on_a_file_reads_nothing_of_the_other_database():
    asked = (
        "import sys, bot.cli.commands, bot.runtime.serving\n"
        "print(*(m for m in sys.modules if 'postg' in m))"
    )
    ran = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.decode().split() == ["storage.engine.postgres"]
