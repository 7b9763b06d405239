"""`jubao db copy`: everything arrives, of either kind; what must not be copied is refused."""

import asyncio
import re
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import JSON, Boolean, Integer, LargeBinary, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import create_async_engine

from bot.cli import db_commands
from bot.config.settings import read_settings
from bot.core.errors import Failed
from domain.notices.reporter_notices import StatusCardNotice
from storage.audit import journal
from storage.audit.journal import Entry
from storage.backup import migrate_engine, portable_copy
from storage.backup.migrate_engine import META, Digest
from storage.core.errors import StorageBusy
from storage.crypto.encryption import KeyRing
from storage.engine import leases, schema
from storage.engine.tables import journal as entries
from storage.engine.tables import leases as lease_rows
from storage.engine.tables import outbox as owed
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from tests.support.database import KEY_RING
from tests.usecases.operations.test_key_rotation import lived
from usecases.operations import audit

ENTRY = Entry(who="a", role=2, verb="ask", case_id=1, unit="changsha", reason="why")


def a_value(column, tx):
    """Something of a column's kind; of another table where it must be."""
    for key in column.foreign_keys:
        return tx.execute(select(key.column).limit(1)).scalar_one()
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, JSON):
        return {"b": [1, None, "\u4e3e\u62a5"], "a": 0.5}
    if isinstance(column.type, LargeBinary):
        return bytes(range(256))
    return 2**31 - 5 if isinstance(column.type, Integer) else "\u4e3e"


async def counts_at(url):
    """How many rows each table of a database has."""
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(portable_copy.counts)
    finally:
        await engine.dispose()


def the_empty_ones(tx):
    """A row in each table that the story has left empty."""
    for table in META.sorted_tables:
        if tx.execute(select(func.count()).select_from(table)).scalar_one() == 0:
            tx.execute(insert(table).values({c.name: a_value(c, tx) for c in table.columns}))
    tx.execute(update(lease_rows).values(holder="", until=0))


@pytest.fixture(params=["sqlite", "postgres"])
async def source(request, tmp_path, opens, profile):
    """The address of a database with rows in every table."""
    url = request.getfixturevalue(f"{request.param}_url")
    await lived(url, opens, profile, tmp_path)
    db = await opens(url, KeyRing.parse(KEY_RING))
    await db.run(the_empty_ones)
    await db.close()
    counts = await counts_at(url)
    assert all(counts.values()), counts
    return url


@pytest.fixture
def other(request, source, tmp_path):
    """Where the other kind of database is to be."""
    if source.startswith("sqlite"):
        return request.getfixturevalue("empty_postgres_url")
    return f"sqlite+aiosqlite:///{tmp_path}/new/jubao.db"


async def newest(db, column):
    return await db.read(lambda tx: tx.execute(select(func.max(column))).scalar_one())


async def test_everything_is_in_the_other_kind_and_goes_on_there(shell, source, other, opens):
    before = await counts_at(source)
    both = await asyncio.gather(*(shell.types("db", "copy", source, other) for _ in range(2)))

    # Two at once: one does it, and the other harms nothing.
    [ran] = [each for each in both if each.code == 0]
    [refused] = [each for each in both if each.code]
    assert re.search(r"not empty|is a database already|somebody else is at work", refused.complaint)
    assert f"{sum(before.values())} rows of {len(before)} tables" in ran.out
    assert "JUBAO_DATABASE_URL" in ran.out
    assert await counts_at(other) == before == await counts_at(source)
    db = await opens(other)
    last = await newest(db, entries.c.id)
    await db.run(journal.add, ENTRY)
    assert await newest(db, entries.c.id) == last + 1
    assert (await audit.verify(db)).findings == ()
    again = await shell.types("db", "copy", source, other)
    assert again.code == 3


async def owes(db, times):
    for _ in range(times):
        notice = Owed(notice=StatusCardNotice(), recipient="x", rank=Rank.NEWS, order_key="x")
        await db.run(outbox.put, notice, 1)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_the_same_kind_too_and_no_number_is_given_twice(kind, request, opens, tmp_path):
    source = request.getfixturevalue(f"{kind}_url")
    target = f"sqlite+aiosqlite:///{tmp_path}/new.db"
    if kind == "postgres":
        target = request.getfixturevalue("empty_postgres_url")
    db = await opens(source)
    await owes(db, 3)
    await db.run(lambda tx: tx.execute(delete(owed).where(owed.c.id == 3)) and None)
    await db.close()
    await schema.migrate(target)
    told = []

    found = await migrate_engine.move(source, target, lambda *words: told.append(words))

    assert (found["outbox"].rows, told[-1][0]) == (2, "rows compared")
    db = await opens(target)
    await owes(db, 1)
    assert await newest(db, owed.c.id) == (4 if kind == "postgres" else 3)


def test_a_digest_is_of_what_stands_in_the_rows_in_whatever_order():
    rows = [{"id": n, "sealed": bytes([n]), "params": {"a": n, "b": 0}} for n in range(3)]
    turned = [{**row, "params": dict(reversed(row["params"].items()))} for row in rows[::-1]]
    assert Digest().over(rows) == Digest().over(turned[:1]).over(turned[1:])
    for changed in ({"id": 7}, {"sealed": b""}, {"params": {"a": 0, "b": 1}}):
        assert Digest().over(rows) != Digest().over([{**rows[0], **changed}, *rows[1:]])
    assert Digest().over(rows) != Digest().over(rows[:2])
    assert Digest().over([rows[0], rows[0], rows[1]]) != Digest().over([rows[0]] + [rows[1]] * 2)


async def test_a_table_that_differs_is_named_and_nothing_is_kept(
    sqlite_url, opens, tmp_path, monkeypatch
):
    target = f"sqlite+aiosqlite:///{tmp_path}/new.db"
    db = await opens(sqlite_url)
    await owes(db, 1)
    await db.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUBAO_SEAL_KEYS", KEY_RING)
    migrate = schema.migrate

    async def spoilt(url):
        await migrate(url)
        with closing(sqlite3.connect(tmp_path / "new.db")) as file, file:
            file.execute(
                "CREATE TRIGGER spoils AFTER INSERT ON outbox BEGIN"
                " UPDATE outbox SET tries = tries + 1; END"
            )

    monkeypatch.setattr(schema, "migrate", spoilt)
    with pytest.raises(Failed, match="the table outbox is not what it was in the source; nothing"):
        await db_commands.copied(read_settings(), sqlite_url, target)
    assert not list(tmp_path.glob("new.db*"))


async def test_a_source_that_somebody_works_on_is_refused(shell, sqlite_url, opens, tmp_path):
    target = f"sqlite+aiosqlite:///{tmp_path}/new.db"
    db = await opens(sqlite_url)
    await db.run(leases.look, "poller")

    async def works():
        for beat in range(1, 10_000):
            await db.run(beats, beat)
            await asyncio.sleep(0.2)

    work = asyncio.create_task(works())
    ran = await shell.types("db", "copy", sqlite_url, target)
    work.cancel()
    assert (ran.code, "stop it first" in ran.complaint) == (3, True), ran
    assert not (tmp_path / "new.db").exists()


async def test_nobody_begins_to_work_on_the_source_meanwhile(
    database_url, opens, tmp_path, empty_postgres_url
):
    db = await opens(database_url)
    await db.run(leases.look, "poller")
    async with migrate_engine.held(database_url):
        with pytest.raises((StorageBusy, TimeoutError)):
            async with asyncio.timeout(0.5):
                await db.run(beats, 1)
    await db.run(beats, 1)


def beats(tx, beat):
    tx.execute(update(lease_rows).values(holder="somebody:1:2:3", until=beat))


@pytest.mark.soak
async def test_a_source_of_another_age_or_under_other_keys_is_refused(
    shell, sqlite_url, opens, tmp_path
):
    target = f"sqlite+aiosqlite:///{tmp_path}/new.db"
    await (await opens(sqlite_url)).close()
    refused = await shell.types("db", "copy", sqlite_url, target, SEAL_KEYS=KeyRing.new())
    assert refused.code == 3
    assert (await shell.types("db", "copy", sqlite_url, target, SEAL_KEYS=None)).code == 2

    with closing(sqlite3.connect(tmp_path / "jubao.db")) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer release" in (await shell.types("db", "copy", sqlite_url, target)).complaint
    assert not (tmp_path / "new.db").exists()
    assert (await shell.types("db", "copy", "mysql://x", target)).code == 2
    nowhere = await shell.types("db", "copy", f"sqlite+aiosqlite:///{tmp_path}/no.db", target)
    assert (nowhere.code, "there is no database yet" in nowhere.complaint) == (1, True)
