"""What those who watch over a process are told: alive, ready, measured, and of nobody."""

import asyncio
import time
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families

from bot.monitoring import disk_space
from bot.monitoring.endpoints import Monitor
from bot.monitoring.health import Lag
from domain.notices.reporter_notices import StatusCardNotice
from storage.crypto.encryption import KeyRing
from storage.queues import inbox, outbox
from storage.queues.inbox import Arrival
from storage.queues.outbox import Owed, Rank
from tests.support.chat import TOKEN, talking

CHECKS = {
    "clock",
    "database",
    "key",
    "disk_database",
    "disk_evidence",
    "evidence",
    "files",
    "telegram",
    "inbox",
    "outbox",
}


@asynccontextmanager
async def watched(jubao):
    runner = web.AppRunner(
        Monitor(jubao.health, jubao.metrics).app(), access_log=None, shutdown_timeout=1.0
    )
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as session:
        yield session
    await runner.cleanup()


@pytest.fixture(autouse=True)
def _always_anew(monkeypatch):
    monkeypatch.setattr("bot.monitoring.endpoints.FRESH_SECONDS", -1)
    monkeypatch.setattr("bot.monitoring.endpoints.CASES_SECONDS", -1)


@pytest.fixture
async def world(installed_url, tmp_path):
    """A bot that serves its metrics."""
    async with talking(installed_url, tmp_path, metrics_listen="127.0.0.1:9090") as found:
        yield found


@pytest.fixture
async def well(world):
    """A bot that is at work: its leases are kept, Telegram was heard of."""
    await world.jubao.lease_keeper.take(asyncio.Event())
    world.jubao.intake.heard_at = world.jubao.lease_keeper.kept_at
    yield world.jubao
    await world.jubao.lease_keeper.give_back()


@pytest.fixture
async def ready(well):
    """Ask `/readyz`: the status, and which checks are not well."""
    async with watched(well) as session:

        async def ask():
            async with session.get("/readyz") as answer:
                body = await answer.json()
            assert body["ready"] is (answer.status == 200)
            assert set(body["checks"]) >= {"database", "key", "telegram"}
            return answer.status, {k for k, v in body["checks"].items() if not v["ok"]}

        yield ask


async def test_a_bot_at_work_is_ready(ready, well):
    assert await ready() == (200, set())
    checks, _ = await well.health.look()
    assert {check.name for check in checks} == CHECKS


async def test_before_telegram_has_answered_it_is_not(ready, well):
    well.intake.heard_at = None
    assert await ready() == (503, {"telegram"})
    well.intake.heard_at = time.monotonic() - 88
    assert await ready() == (200, set())
    well.intake.heard_at = time.monotonic() - 91
    assert await ready() == (503, {"telegram"})


async def test_where_nothing_was_written_for_a_while_it_is_not(ready, well):
    well.lease_keeper.kept_at -= 11
    assert await ready() == (503, {"database"})
    well.lease_keeper.kept_at = None
    assert await ready() == (503, {"database"})


async def test_a_database_that_does_not_answer_is_told_by_a_check(ready, well, monkeypatch):
    async def hang(*_):
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.monitoring.health.PATIENCE", 0.05)
    monkeypatch.setattr(type(well.db), "read", hang)
    assert await ready() == (503, {"database", "key"})


async def test_a_ring_without_the_key_is_told_by_a_check(ready, well):
    well.health.key_ring = KeyRing.parse(KeyRing.new("other"))
    assert await ready() == (503, {"key"})


async def test_a_full_disk_is_told_by_a_check(ready, monkeypatch):
    monkeypatch.setattr(
        disk_space, "free_at", lambda place: disk_space.LEAST - (place.name == "evidence")
    )
    assert await ready() == (503, {"disk_evidence"})


async def test_what_waits_for_too_long_is_told_by_a_check(ready, world):
    now = int(world.at[0])
    came = Arrival(update_id=1, lane="anna", body=b"{}")
    await world.db.run(inbox.store, world.jubao.intake.bot_id, [came], now)
    owed = Owed(
        notice=StatusCardNotice(), recipient="anna", rank=Rank.NEWS, order_key="a", due_at=now
    )
    await world.db.run(outbox.put, owed, now)
    world.later(299)
    assert await ready() == (200, set())
    world.later(1)
    assert await ready() == (503, {"inbox", "outbox"})


async def test_the_loop_is_measured():
    now = [0.0]
    lag = Lag(tick=0.001, clock=lambda: now[0])
    measuring = asyncio.create_task(lag.measure())
    await asyncio.sleep(0)
    assert (lag.now, lag.worst) == (0, 0)
    now[0] += 7.001
    assert lag.now == pytest.approx(7)
    await asyncio.sleep(0.05)
    assert lag.now == 0
    assert lag.worst == pytest.approx(7)
    measuring.cancel()


async def test_healthz_is_about_the_loop_alone(well):
    async with watched(well) as session:
        well.intake.heard_at = None
        async with session.get("/healthz") as answer:
            assert (answer.status, await answer.json()) == (
                200,
                {"lag_seconds": 0.0, "worst_seconds": 0.0},
            )
        well.health.lag._due = well.health.lag.clock() - 6
        async with session.get("/healthz") as answer:
            assert answer.status == 503
        async with session.post("/readyz") as answer:
            assert answer.status == 405


async def metrics(jubao):
    async with watched(jubao) as session, session.get("/metrics") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        text = await answer.text()
    found = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    return text, found


async def test_what_happened_and_what_waits_is_measured(world, well, citizen):
    well.intake.count("received", 0)
    await citizen.says("https://example.org/kanarienvogel")
    world.telegram.inject(TOKEN, {"message": {"message_id": "not a number", "chat": 7}})
    await world.settle()
    text, found = await metrics(well)
    assert found["jubao_updates_total", "received"] == 2
    assert found["jubao_updates_total", "done"] == 1
    assert found["jubao_updates_total", "dead"] == 1
    assert found["jubao_updates_put_aside",] == 1
    assert found["jubao_ready", "telegram"] == 1
    assert found["jubao_waiting", "updates"] == 0
    assert found["jubao_oldest_seconds", "notices"] == 0
    assert found["jubao_broadcast_readers_left",] == 0
    assert found["jubao_disk_free_bytes", "evidence"] > 0
    assert ("jubao_loop_lag_seconds",) in found
    for word in ("kanarienvogel", str(citizen.account), "Lin", TOKEN.partition(":")[2]):
        assert word not in text


async def test_postgres_is_watched_the_same_way(postgres_url, tmp_path):
    async with talking(postgres_url, tmp_path, metrics_listen="127.0.0.1:9090") as world:
        citizen = world.person("Lin")
        await citizen.says("https://example.org/shop")
        await world.jubao.lease_keeper.take(asyncio.Event())
        _, found = await metrics(world.jubao)
        assert found["jubao_updates_total", "done"] == 1
        assert found["jubao_ready", "database"] == 1
        assert found["jubao_ready", "telegram"] == 0
        assert ("jubao_disk_free_bytes", "database") not in found  # it is elsewhere
