"""Processes wake one another: on PostgreSQL by NOTIFY, on a file not at all."""

import asyncio

import pytest

from storage.engine import postgres as module


@pytest.fixture
async def listening(opens):
    """`heard, db = await listening(url)`: an event that another process sets."""
    tasks = []

    async def listening(url):
        db, heard = await opens(url), asyncio.Event()
        db.on_owed = heard.set
        tasks.append(asyncio.create_task(db.hear_others()))
        return heard

    yield listening
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def rings(heard):
    await asyncio.wait_for(heard.wait(), 10)
    heard.clear()


async def test_whoever_listens_is_woken_by_another_process(postgres_url, opens, listening):
    heard = await listening(postgres_url)
    await rings(heard)  # what may have been told before
    other = await opens(postgres_url)
    for _ in range(2):
        other.tell_others()
        await rings(heard)


async def test_what_is_told_at_one_moment_is_told_once_or_twice(postgres_url, opens):
    times, first = [], asyncio.Event()
    db, other = await opens(postgres_url), await opens(postgres_url)

    def heard():
        times.append(1)
        first.set()

    db.on_owed = heard
    listens = asyncio.create_task(db.hear_others())
    await rings(first)
    for _ in range(100):
        other.tell_others()
    await rings(first)
    await asyncio.sleep(0.3)
    assert len(times) <= 3  # the first is that of the beginning
    listens.cancel()
    await asyncio.gather(listens, return_exceptions=True)


async def test_who_lost_the_connection_listens_again(
    postgres, postgres_url, opens, listening, monkeypatch
):
    monkeypatch.setattr(module, "LISTEN_SECONDS", 0.1)
    monkeypatch.setattr(module, "AGAIN_SECONDS", 0.1)
    heard = await listening(postgres_url)
    await rings(heard)
    postgres.says(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        " OR query = 'SELECT 1'",
        "migrated",
    )
    await rings(heard)  # it is there again
    other = await opens(postgres_url)
    other.tell_others()
    await rings(heard)


async def test_a_file_tells_nobody_and_nobody_who_cannot_be_told_is_in_the_way(
    sqlite_url, opens, listening
):
    heard = await listening(sqlite_url)
    other = await opens(sqlite_url)
    other.tell_others()
    await asyncio.sleep(0.1)
    assert not heard.is_set()
