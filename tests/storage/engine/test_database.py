"""What a transaction promises, whoever else shares its commit."""

import asyncio
import base64
import sqlite3
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.core.errors import KeyMissing, StorageBusy, StorageFull
from storage.crypto.encryption import Cipher, KeyRing
from storage.engine import counters, schema, sqlite
from storage.engine.database import Tx
from storage.engine.postgres import Postgres
from storage.engine.public_tables import figures as figures_table
from storage.engine.tables import counters as counters_table
from storage.engine.tables import documents, grants
from tests.support.database import SHIPPED


class Trouble(Exception):  # noqa: N818
    pass


def value(tx: Tx, name: str) -> int:
    where = counters_table.c.name == name
    return tx.execute(select(counters_table.c.value).where(where)).scalar_one_or_none() or 0


def count_then_fail(tx: Tx, name: str) -> int:
    counters.next_value(tx, name)
    raise Trouble(name)


def count_with_a_bad_statement(tx: Tx, name: str) -> int:
    counters.next_value(tx, name)
    tx.execute(insert(counters_table).values(name=name, value=0))
    return 0


def file_of(url: str) -> str:
    return url.partition("///")[2]


def from_outside(url: str, name: str) -> int:
    """What another connection sees of a counter."""
    query = f"SELECT value FROM counters WHERE name = '{name}'"
    if url.startswith("sqlite"):
        connection = sqlite3.connect(file_of(url))
        row = connection.execute(query).fetchone()
        connection.close()
        return row[0] if row else 0

    async def ask() -> int:
        connection = await asyncpg.connect(url.replace("+asyncpg", ""))
        seen = await connection.fetchval(query)
        await connection.close()
        return seen or 0

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, ask()).result()


async def test_a_use_case_gets_its_arguments_and_gives_its_outcome(db):
    def use_case(tx: Tx, first: int, *, second: int) -> int:
        return first * second

    assert await db.run(use_case, 6, second=7) == 42


async def test_nothing_is_seen_before_the_commit_and_all_of_it_after(db, database_url):
    def use_case(tx: Tx) -> int:
        counters.next_value(tx, "visits")
        return from_outside(database_url, "visits")

    assert await db.run(use_case) == 0
    assert from_outside(database_url, "visits") == 1


async def test_a_failing_use_case_leaves_nothing(db):
    with pytest.raises(Trouble):
        await db.run(count_then_fail, "visits")
    assert await db.run(value, "visits") == 0


async def test_neighbours_of_a_failing_use_case_go_on(db):
    outcomes = await asyncio.gather(
        *(
            db.run(
                {3: count_then_fail, 7: count_with_a_bad_statement}.get(i, counters.next_value),
                f"visits{i}",
            )
            for i in range(10)
        ),
        return_exceptions=True,
    )
    assert [each for i, each in enumerate(outcomes) if i not in (3, 7)] == [1] * 8
    assert isinstance(outcomes[3], Trouble)
    assert isinstance(outcomes[7], IntegrityError)
    kept = [await db.run(value, f"visits{i}") for i in range(10)]
    assert kept == [1, 1, 1, 0, 1, 1, 1, 0, 1, 1]


async def test_it_works_on_after_a_bad_statement(db):
    for _ in range(3):
        with pytest.raises(IntegrityError):
            await db.run(count_with_a_bad_statement, "visits")
    assert await db.run(counters.next_value, "visits") == 1


async def traced(db, trace) -> None:
    """Call `trace` with the text of each statement, or stop it: on the thread of the connection."""
    await db._writer._raw.set_trace_callback(trace)


async def test_errors_show_no_values(db):
    def add_twice(tx: Tx) -> None:
        for _ in range(2):
            tx.execute(insert(counters_table), {"name": "secretive", "value": 1})

    with pytest.raises(IntegrityError) as refused:
        await db.run(add_twice)
    shown = str(refused.value).replace(str(refused.value.orig), "")
    assert "secretive" not in shown


async def test_use_cases_that_wait_together_share_a_commit(sqlite_db):
    said: list[str] = []
    await traced(sqlite_db, said.append)
    await asyncio.gather(*(sqlite_db.run(counters.next_value, "visits") for _ in range(50)))
    await traced(sqlite_db, None)
    assert said.count("COMMIT") == 1
    assert await sqlite_db.run(value, "visits") == 50


def counted(tx: Tx, unit: str | None = "changsha") -> None:
    tx.counted[unit, 20_000, "", "received", 0] += 1  # no unit: refused, and only at the end


def figure(tx: Tx) -> int:
    where = figures_table.c.unit == "changsha"
    return tx.execute(select(figures_table.c.count).where(where)).scalar_one_or_none() or 0


async def test_what_is_written_last_is_written_once_for_all_who_share_a_commit(sqlite_db):
    said: list[str] = []
    await traced(sqlite_db, said.append)
    await asyncio.gather(*(sqlite_db.run(counted) for _ in range(50)))
    await traced(sqlite_db, None)
    assert sum(each.startswith("INSERT INTO figures") for each in said) == 1
    assert await sqlite_db.run(figure) == 50


async def test_who_fails_leaves_nothing_to_be_written_last(db):
    def counted_then_fails(tx: Tx) -> None:
        counted(tx)
        raise Trouble

    outcomes = await asyncio.gather(
        *(db.run(counted_then_fails if i == 3 else counted) for i in range(10)),
        return_exceptions=True,
    )
    assert [type(each) for each in outcomes if each is not None] == [Trouble]
    assert await db.run(figure) == 9


async def test_what_cannot_be_written_last_fails_its_own_use_case_alone(db):
    outcomes = await asyncio.gather(
        *(db.run(counted, None if i == 3 else "changsha") for i in range(10)),
        return_exceptions=True,
    )
    assert [i for i, each in enumerate(outcomes) if each is not None] == [3]
    assert await db.run(figure) == 9


async def test_a_batch_has_an_end(sqlite_db):
    said: list[str] = []
    await traced(sqlite_db, said.append)
    many = 2 * sqlite.MOST_SHARED + 1
    await asyncio.gather(*(sqlite_db.run(counters.next_value, "visits") for _ in range(many)))
    await traced(sqlite_db, None)
    assert said.count("COMMIT") == 3
    assert await sqlite_db.run(value, "visits") == many


async def test_a_caller_cancelled_while_it_waits_has_no_effect_and_takes_nobody_along(sqlite_db):
    begun, may_end = threading.Event(), threading.Event()

    def hold_the_thread(tx: Tx) -> None:
        begun.set()
        may_end.wait(10)

    holder = asyncio.create_task(sqlite_db.run(hold_the_thread))
    await asyncio.to_thread(begun.wait, 10)
    cancelled = asyncio.create_task(sqlite_db.run(counters.next_value, "cancelled"))
    neighbour = asyncio.create_task(sqlite_db.run(counters.next_value, "neighbour"))
    await asyncio.sleep(0)
    cancelled.cancel()
    may_end.set()

    assert await neighbour == 1
    await holder
    assert cancelled.cancelled()
    assert await sqlite_db.run(value, "cancelled") == 0


async def test_a_caller_cancelled_while_it_runs_takes_nobody_along(sqlite_db):
    begun, may_end = threading.Event(), threading.Event()

    def count_slowly(tx: Tx) -> int:
        begun.set()
        may_end.wait(10)
        return counters.next_value(tx, "slow")

    slow = asyncio.create_task(sqlite_db.run(count_slowly))
    neighbour = asyncio.create_task(sqlite_db.run(counters.next_value, "neighbour"))
    await asyncio.to_thread(begun.wait, 10)
    slow.cancel()
    may_end.set()

    assert await neighbour == 1
    assert slow.cancelled()
    assert await sqlite_db.run(value, "slow") == 1


async def test_a_caller_cancelled_on_postgresql_leaves_nothing(postgres_url, opens):
    db = await opens(postgres_url)
    begun = asyncio.Event()

    def count_slowly(tx: Tx) -> None:
        counters.next_value(tx, "slow")
        begun.set()
        tx.execute(text("SELECT pg_sleep(60)"))

    slow = asyncio.create_task(db.run(count_slowly))
    await begun.wait()
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow
    assert await db.run(counters.next_value, "slow") == 1


COUNT = """
import asyncio, sys
from sqlalchemy import select, update
from storage.crypto.encryption import KeyRing
from storage.engine.tables import counters as table
from storage.wiring import open_database

async def main(url, keys, times):
    db = await open_database(url, KeyRing.parse(keys))
    try:
        await asyncio.gather(*(one(db) for _ in range(4)))
    finally:
        await db.close()

async def one(db):
    for _ in range(int(sys.argv[3])):
        await db.run(read_then_write)

def read_then_write(tx):
    seen = tx.execute(select(table.c.value).where(table.c.name == "visits")).scalar_one()
    tx.execute(update(table).where(table.c.name == "visits").values(value=seen + 1))

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.soak
@pytest.mark.heavy
async def test_four_processes_lose_no_increment(sqlite_url, key_ring, opens):
    keys = ",".join(f"{name}:{base64.b64encode(key).decode()}" for name, key in key_ring.keys)
    first = await opens(sqlite_url)
    await first.run(counters.next_value, "visits")
    counting = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", COUNT, sqlite_url, keys, "25", cwd=Path(__file__).parents[3]
        )
        for _ in range(4)
    ]
    assert [await each.wait() for each in counting] == [0, 0, 0, 0]
    assert await first.run(value, "visits") == 1 + 4 * 4 * 25


def write_much(tx: Tx, name: str, size: int) -> None:
    tx.execute(insert(documents).values(name=name, body="x" * size, version=1, changed_at=0))


async def test_a_full_disk_is_said_and_all_works_again_once_there_is_room(sqlite_db):
    def limit(tx: Tx, pages: int) -> None:
        tx.execute(text(f"PRAGMA max_page_count = {pages}"))

    used = await sqlite_db.run(lambda tx: tx.execute(text("PRAGMA page_count")).scalar_one())
    await sqlite_db.run(limit, used + 8)
    outcomes = await asyncio.gather(
        sqlite_db.run(counters.next_value, "before"),
        sqlite_db.run(write_much, "big", 1_000_000),
        sqlite_db.run(counters.next_value, "after"),
        return_exceptions=True,
    )
    assert isinstance(outcomes[1], StorageFull)
    assert (outcomes[0], outcomes[2]) == (1, 1)
    with pytest.raises(StorageFull):
        await sqlite_db.run(write_much, "big", 1_000_000)

    await sqlite_db.run(limit, used + 10_000)
    await sqlite_db.run(write_much, "big", 1_000_000)
    whole = await sqlite_db.run(lambda tx: tx.execute(text("PRAGMA integrity_check")).scalar_one())
    assert whole == "ok"


async def test_a_full_disk_writes_no_half_of_a_use_case(sqlite_db):
    def count_and_write_much(tx: Tx) -> None:
        counters.next_value(tx, "visits")
        write_much(tx, "big", 1_000_000)

    used = await sqlite_db.run(lambda tx: tx.execute(text("PRAGMA page_count")).scalar_one())
    await sqlite_db.run(lambda tx: tx.execute(text(f"PRAGMA max_page_count = {used + 8}")))
    with pytest.raises(StorageFull):
        await sqlite_db.run(count_and_write_much)
    assert await sqlite_db.run(value, "visits") == 0


async def test_a_failing_commit_fails_the_whole_batch_and_the_next_one_works(sqlite_db):
    def promise_what_does_not_hold(tx: Tx) -> None:
        tx.execute(text("PRAGMA defer_foreign_keys = ON"))  # noticed at the commit, no sooner
        tx.execute(
            insert(grants).values(
                who="nobody", unit="nowhere", role=1, granted_by="nobody", granted_at=0
            )
        )

    outcomes = await asyncio.gather(
        sqlite_db.run(counters.next_value, "before"),
        sqlite_db.run(promise_what_does_not_hold),
        sqlite_db.run(counters.next_value, "after"),
        return_exceptions=True,
    )
    assert all(isinstance(each, sqlite3.IntegrityError) for each in outcomes)
    assert await sqlite_db.run(value, "before") == await sqlite_db.run(value, "after") == 0
    assert await sqlite_db.run(counters.next_value, "before") == 1


async def test_a_locked_file_is_said_and_works_again(sqlite_db, sqlite_url):
    await sqlite_db.run(lambda tx: tx.execute(text("PRAGMA busy_timeout = 20")))
    other = sqlite3.connect(file_of(sqlite_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusy):
        await sqlite_db.run(counters.next_value, "visits")
    outcomes = await asyncio.gather(
        *(sqlite_db.run(counters.next_value, "visits") for _ in range(3)), return_exceptions=True
    )
    assert all(isinstance(each, StorageBusy) for each in outcomes)
    other.execute("ROLLBACK")
    other.close()
    assert await sqlite_db.run(counters.next_value, "visits") == 1


async def test_opening_waits_for_somebody_who_is_just_writing(sqlite_url, opens):
    other = sqlite3.connect(file_of(sqlite_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    opening = asyncio.create_task(opens(sqlite_url))
    await asyncio.sleep(0.3)
    other.execute("ROLLBACK")
    other.close()
    assert await (await opening).run(counters.next_value, "visits") == 1


async def test_a_locked_row_on_postgresql_is_said(postgres_url, opens):
    db = await opens(postgres_url)
    await db.run(counters.next_value, "visits")
    other = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
    held = other.transaction()
    await held.start()
    await other.execute("UPDATE counters SET value = value WHERE name = 'visits'")

    def without_waiting(tx: Tx) -> int:
        tx.execute(text("SET LOCAL lock_timeout = '20ms'"))
        return counters.next_value(tx, "visits")

    with pytest.raises(StorageBusy):
        await db.run(without_waiting)
    await held.rollback()
    await other.close()
    assert await db.run(without_waiting) == 2


async def test_two_that_block_each_other_on_postgresql_both_come_through(postgres_url, opens):
    db = await opens(postgres_url)
    for name in ("a", "b"):
        await db.run(counters.next_value, name)

    def both(tx: Tx, first: str, second: str) -> None:
        counters.next_value(tx, first)
        tx.execute(text("SELECT pg_sleep(0.05)"))
        counters.next_value(tx, second)

    await asyncio.gather(db.run(both, "a", "b"), db.run(both, "b", "a"))
    assert await db.run(value, "a") == await db.run(value, "b") == 3


async def test_a_postgresql_that_is_away_is_said(tmp_path, opens):
    with pytest.raises(StorageBusy):
        await opens(f"postgresql+asyncpg://postgres@/jubao?host={tmp_path}")


async def test_connections_that_postgresql_dropped_are_made_anew(postgres, postgres_url, opens):
    db = await opens(postgres_url)
    await asyncio.gather(*(db.run(counters.next_value, "visits") for _ in range(5)))
    postgres.says(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid();",
        "migrated",
    )
    assert await db.run(counters.next_value, "visits") == 6


async def test_reading_goes_on_while_somebody_writes(db):
    await db.run(counters.next_value, "visits")
    assert await db.read(value, "visits") == 1
    await db.run(counters.next_value, "visits")
    assert await db.read(value, "visits") == 2


async def test_a_read_waits_for_no_writer(sqlite_db):
    begun, may_end = threading.Event(), threading.Event()

    def hold_the_thread(tx: Tx) -> None:
        counters.next_value(tx, "visits")
        begun.set()
        may_end.wait(10)

    holder = asyncio.create_task(sqlite_db.run(hold_the_thread))
    await asyncio.to_thread(begun.wait, 10)
    assert await sqlite_db.read(value, "visits") == 0
    may_end.set()
    await holder
    assert await sqlite_db.read(value, "visits") == 1


async def test_a_read_cannot_write(db):
    with pytest.raises(DBAPIError):
        await db.read(counters.next_value, "visits")
    assert await db.run(value, "visits") == 0


async def test_the_courier_hears_of_news_once_it_is_committed(db, database_url):
    heard: list[int] = []
    db.on_owed = lambda: heard.append(from_outside(database_url, "visits"))

    def owe(tx: Tx, *, fails: bool) -> None:
        counters.next_value(tx, "visits")
        tx.owe(0)
        if fails:
            raise Trouble

    await db.run(owe, fails=False)
    with pytest.raises(Trouble):
        await db.run(owe, fails=True)
    await db.run(counters.next_value, "visits")
    assert heard == [1]


async def test_the_wrong_key_opens_no_database(db, database_url, opens):
    with pytest.raises(KeyMissing, match="k1"):
        await opens(database_url, KeyRing.parse(KeyRing.new("another")))
    with pytest.raises(KeyMissing, match="k1"):
        await opens(database_url, KeyRing.parse(KeyRing.new("k1")))


async def test_the_secret_inside_stays_the_same_from_start_to_start(db, database_url, opens):
    again = await opens(database_url)
    assert again.cipher.fingerprint("person", "1") == db.cipher.fingerprint("person", "1")


async def test_a_ring_with_a_new_first_key_opens_the_database(db, database_url, key_ring, opens):
    more = KeyRing((*KeyRing.parse(KeyRing.new("k2")).keys, *key_ring.keys))
    again = await opens(database_url, more)
    assert again.cipher.fingerprint("person", "1") == db.cipher.fingerprint("person", "1")


async def test_workers_that_start_together_agree_on_one_secret(postgres_url, key_ring):
    quick, slow = Postgres.open(postgres_url), Postgres.open(postgres_url)
    looked = asyncio.Event()

    def make_slowly(connection) -> Cipher:
        made = schema.root_secret(connection, key_ring=key_ring)
        looked.set()
        connection.execute(text("SELECT pg_sleep(0.3)"))
        return made

    async def make_meanwhile() -> Cipher:
        await looked.wait()
        return await quick.run(lambda connection: schema.root_secret(connection, key_ring=key_ring))

    vaults = await asyncio.gather(slow.run(make_slowly), make_meanwhile())
    assert vaults[0].root == vaults[1].root
    await quick.close()
    await slow.close()


async def test_closing_lets_what_waits_finish(sqlite_url, opens):
    db = await opens(sqlite_url)
    waiting = [asyncio.create_task(db.run(counters.next_value, "visits")) for _ in range(5)]
    await asyncio.sleep(0)
    await db.close()
    assert await asyncio.gather(*waiting) == [1, 2, 3, 4, 5]
    assert from_outside(sqlite_url, "visits") == 5


async def test_the_file_is_kept_as_it_should_be(sqlite_url, opens, monkeypatch):
    monkeypatch.setattr(sqlite, "PRAGMAS", SHIPPED)
    db = await opens(sqlite_url)

    def ask(tx: Tx, pragma: str) -> object:
        return tx.execute(text(f"PRAGMA {pragma}")).scalar_one()

    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
    }
    assert {pragma: await db.run(ask, pragma) for pragma in wanted} == wanted


async def test_a_row_that_points_nowhere_is_refused(db):
    def point_nowhere(tx: Tx) -> None:
        tx.execute(insert(grants).values(who="x", unit="y", role=1, granted_by="x", granted_at=0))

    with pytest.raises(IntegrityError):
        await db.run(point_nowhere)


async def test_one_that_changes_nothing_may_run_alone(db):
    def nothing(tx: Tx) -> int:
        return tx.execute(update(counters_table).values(value=1)).rowcount

    assert await db.run(nothing) == 0
