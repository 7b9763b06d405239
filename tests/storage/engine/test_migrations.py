"""Migrations are undone and made again on either database, with rows of an earlier release."""

import pytest
from alembic import command
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine import schema
from tests.storage.engine.test_schema import differences

PERSON = (
    "INSERT INTO people (who, address, locale, locale_chosen, met_at, paused_until, admin)"
    " VALUES ('anna', :address, 'en', true, 1, 0, true)"
)
RELEASE_0_1 = "0004"
REPORT = (
    "INSERT INTO reports (id, uid, code_hash, case_id, first_unit, channel, locale,"
    " category_claimed, subcategory_claimed, sealed, good_faith_at, danger, identity_mode,"
    " submitted_at) VALUES (:id, :uid, :uid, 1, 'u', 'telegram', 'en', 'c', 's', :sealed, 1, false,"
    " 'anonymous', 1)"
)
CASE = (
    "INSERT INTO cases (id, number, status, category, subcategory, priority, urgency, unit, region,"
    " host, version, opened_at, waiting)"
    " VALUES (1, '2611-0001', 'submitted', 'c', 's', 'normal', 2, 'u', '', '', 1, 1, true)"
)
LINK = (
    "INSERT INTO reporter_links (report_id, alias, tail, consent_version, consent_at)"
    " VALUES (:id, '2XTA', '2XTA', '1', 1)"
)
ENTRY = (
    'INSERT INTO journal (id, case_id, written_at, who, role, verb, start, "to", unit, chain)'
    " VALUES (:id, 1, :at, 'anna', 2, 'ask', '', '', 'u', 'chain')"
)


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request, tmp_path):
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/empty.db"
    return request.getfixturevalue("empty_postgres_url")


def up(connection, to="head"):
    command.upgrade(schema.alembic_config(connection), to)


def down(connection, to):
    command.downgrade(schema.alembic_config(connection), to)


def at(connection):
    return MigrationContext.configure(connection).get_current_revision()


async def test_every_migration_is_undone_and_made_again(empty_url):
    def steps(connection):
        up(connection)
        down(connection, "base")
        assert at(connection) is None
        up(connection)
        assert at(connection) == schema.newest()
        assert differences(connection) == []

    engine = create_async_engine(empty_url)
    async with engine.begin() as connection:
        await connection.run_sync(steps)
    await engine.dispose()


@pytest.mark.soak
async def test_a_release_that_was_gone_back_from_is_installed_again(empty_url):
    def steps(connection):
        up(connection, RELEASE_0_1)
        connection.execute(text(PERSON), {"address": b"sealed"})
        up(connection)
        found = connection.execute(text("SELECT admin FROM people")).scalar_one()
        assert not found  # no invitation made her an admin
        down(connection, RELEASE_0_1)
        assert connection.execute(text("SELECT * FROM counters")).all() == []
        connection.execute(text("UPDATE people SET admin = true"))  # as that release does
        up(connection)
        [counted] = connection.execute(text("SELECT name, value FROM counters")).all()
        assert tuple(counted) == ("admin_copies", 1)

    engine = create_async_engine(empty_url)
    async with engine.begin() as connection:
        await connection.run_sync(steps)
    await engine.dispose()


@pytest.mark.parametrize("ticked", [None, pytest.param(50, marks=pytest.mark.soak)])
async def test_the_newest_entry_is_the_last_time_that_was_seen_unless_a_clock_was(
    empty_url, ticked
):
    def steps(connection):
        up(connection, "0025")
        for number, at in ((1, 70), (2, 60)):  # the newest is that which was written last
            connection.execute(text(ENTRY), {"id": number, "at": at})
        if ticked is not None:
            counter = "INSERT INTO counters (name, value) VALUES ('clock:ticked', :value)"
            connection.execute(text(counter), {"value": ticked})
        up(connection)
        query = "SELECT value FROM counters WHERE name = 'clock:ticked'"
        assert connection.execute(text(query)).scalars().all() == [ticked or 60]

    engine = create_async_engine(empty_url)
    async with engine.begin() as connection:
        await connection.run_sync(steps)
    await engine.dispose()


@pytest.mark.soak
async def test_aliases_that_were_the_end_of_a_code_become_other_words(empty_url):
    def steps(connection):
        up(connection, "0007")
        connection.execute(text("INSERT INTO units (code, position, body) VALUES ('u', 1, '{}')"))
        connection.execute(text(CASE))
        for number in range(1, 4):
            connection.execute(text(REPORT), {"id": number, "uid": f"uid-{number}", "sealed": b"x"})
            connection.execute(text(LINK), {"id": number})
        up(connection)
        aliases = connection.execute(text("SELECT alias FROM reporter_links")).scalars().all()
        assert len(set(aliases)) == 3
        assert all(len(each) == 8 for each in aliases)

    engine = create_async_engine(empty_url)
    async with engine.begin() as connection:
        await connection.run_sync(steps)
    await engine.dispose()
