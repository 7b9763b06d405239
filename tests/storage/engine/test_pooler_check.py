"""PgBouncer before PostgreSQL: by session it is as good as none, by transaction it is refused."""

import asyncio

import asyncpg
import pytest

from storage.core.errors import PoolerInTheWay, StorageBusy
from storage.crypto.encryption import KeyRing
from storage.engine import counters, pooler_check
from storage.wiring import open_database
from tests.support.database import KEY_RING
from tests.support.pooler import Mode, Pick
from tests.support.pooler import pooling as pooler_before

WORDS = (
    "PostgreSQL is behind a pooler in transaction or statement mode: "
    "connect directly, or use session mode"
)


async def opened(url):
    return await open_database(url, KeyRing.parse(KEY_RING))


@pytest.mark.parametrize(
    "mode", [Mode.TRANSACTION, pytest.param(Mode.STATEMENT, marks=pytest.mark.soak)]
)
@pytest.mark.parametrize("pick", Pick)
@pytest.mark.parametrize(
    "size",
    [
        1,
        pytest.param(2, marks=pytest.mark.soak),
        pytest.param(3, marks=pytest.mark.soak),
        8,
    ],
)
async def test_a_pooler_by_transaction_is_refused(postgres_url, mode, pick, size):
    async with pooler_before(postgres_url, mode=mode, pick=pick, size=size) as pooler:
        await pooler.fill()
        with pytest.raises(PoolerInTheWay) as refused:
            await opened(pooler.url)
    assert str(refused.value) == WORDS


@pytest.mark.parametrize("pick", Pick)
async def test_one_that_others_keep_busy_is_refused(postgres_url, pick):
    """Whoever looks gets whatever is free at that moment."""

    async def works(url):
        connection = await asyncpg.connect(url.replace("+asyncpg", ""))
        try:
            while True:
                await connection.execute("SELECT pg_sleep(0.001)")
        finally:
            connection.terminate()

    async with pooler_before(postgres_url, pick=pick) as pooler:
        others = [asyncio.create_task(works(pooler.url)) for _ in range(10)]
        await asyncio.sleep(0.2)
        with pytest.raises(PoolerInTheWay):
            await opened(pooler.url)
        assert not any(task.done() for task in others)
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def test_several_poolers_side_by_side_are_refused_too(postgres_url):
    """Each has server connections of its own, so two clients of two of them never meet."""
    async with pooler_before(postgres_url, several=True) as one:
        beside = {"several": True, "port": one.port}
        async with (
            pooler_before(postgres_url, **beside),
            pooler_before(postgres_url, **beside),
        ):
            with pytest.raises(PoolerInTheWay):
                await opened(one.url)


@pytest.mark.parametrize("size", [pytest.param(2, marks=pytest.mark.soak), 8])
async def test_a_pooler_by_session_works_as_none_does(postgres_url, size):
    async with pooler_before(postgres_url, mode=Mode.SESSION, size=size) as pooler:
        db = await opened(pooler.url)
        if size > 2:  # each transaction of its own
            given = await asyncio.gather(*(db.run(counters.next_value, "visits") for _ in "6times"))
            assert sorted(given) == [1, 2, 3, 4, 5, 6]
        await db.close()


async def test_each_process_looks_once(postgres_url):
    async with pooler_before(postgres_url, mode=Mode.SESSION) as pooler:
        came = []
        for _ in range(2):
            before = pooler.clients
            await (await opened(pooler.url)).close()
            came.append(pooler.clients - before)
    assert came[0] - came[1] == pooler_check.CONNECTIONS


@pytest.mark.soak
async def test_a_database_that_gives_no_connection_is_busy(postgres_url, monkeypatch):
    monkeypatch.setattr(pooler_check, "FIRST_SECONDS", 0.5)
    async with pooler_before(postgres_url, mode=Mode.SESSION, size=1) as pooler:
        other = await asyncpg.connect(pooler.url.replace("+asyncpg", ""))
        await other.execute("SELECT 1")
        with pytest.raises(StorageBusy, match="gives no connection"):
            await opened(pooler.url)
        await other.close()
        await (await opened(pooler.url)).close()


async def test_under_a_pooler_that_is_changed_later_work_waits_and_does_not_fail(postgres_url):
    async with pooler_before(postgres_url, mode=Mode.SESSION) as pooler:
        db = await opened(pooler.url)
        await asyncio.gather(*(db.run(counters.next_value, "visits") for _ in range(5)))
        pooler.mode = Mode.TRANSACTION
        pooler.pick = Pick.OLDEST
        await pooler.reload()
        tries = [db.run(counters.next_value, f"visits{n % 3}") for n in range(60)]
        found = await asyncio.gather(*tries, return_exceptions=True)
        await db.close()
    wrong = {type(each) for each in found if not isinstance(each, int)}
    assert wrong == {PoolerInTheWay}
    assert issubclass(PoolerInTheWay, StorageBusy)  # a worker waits for that, and counts no try
