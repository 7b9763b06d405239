"""A whole process in this one: Telegram is away at the start and again later, and comes back."""

import asyncio

import aiohttp
import pytest

from bot.config.choices import Mode
from bot.config.settings import read_settings
from bot.intake import intake
from bot.monitoring import health
from bot.runtime import serving
from bot.runtime.app import building
from sandbox.telegram import Telegram
from sandbox.web.server import serve as serve_sandbox
from tests.support.chat import TOKEN, catalog
from tests.support.database import KEY_RING
from tests.support.ports import free_port

PATIENCE = 20.0
PEOPLE, WORDS = 12, ("/help", "/privacy", "/language")


@pytest.fixture(autouse=True)
def _hasty(monkeypatch):
    monkeypatch.setattr(serving, "NEXT_TRY", 0.1)
    monkeypatch.setattr(serving, "LONGEST_TRY", 0.2)
    monkeypatch.setattr(intake, "LONGEST_WAIT", 0.2)
    monkeypatch.setattr(intake, "POLL_SECONDS", 1)
    monkeypatch.setitem(health.HEARD_SECONDS, Mode.POLLING, 1.5)
    monkeypatch.setattr("bot.monitoring.endpoints.FRESH_SECONDS", 0.05)


@pytest.fixture
def telegram():
    world = Telegram()
    world.add_bot(token=TOKEN, username="jubao_away_bot", name="Jubao")
    return world


async def until(come, what):
    for _ in range(int(PATIENCE * 20)):
        if await come():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


class Crowd:
    """People who all say the same, and what they were answered."""

    def __init__(self, telegram):
        self.telegram = telegram
        self.cast = [telegram.add_user(f"P{n}", language_code="en").id for n in range(PEOPLE)]

    def says(self, word):
        for account in self.cast:
            self.telegram.say(account, account, word)

    def answers(self, account):
        return [m["text"] for m in self.telegram.messages(account) if m["from"]["is_bot"]]

    async def answered(self, times):
        async def come():
            return all(len(self.answers(each)) >= times for each in self.cast)

        await until(come, f"{times} answers each")


class Watch:
    """What `/readyz` says."""

    def __init__(self, session, port):
        self.session, self.url = session, f"http://127.0.0.1:{port}/readyz"

    async def says(self, status, *unwell):
        async def come():
            try:
                async with self.session.get(self.url) as answer:
                    checks = (await answer.json())["checks"]
            except aiohttp.ClientError:
                return False
            found = [name for name, check in checks.items() if not check["ok"]]
            return (answer.status, found) == (status, list(unwell))

        await until(come, f"{status} {unwell}")


async def test_telegram_away_at_the_start_and_for_a_while_later(telegram, installed_url, tmp_path):
    api, metrics = free_port(), free_port()
    settings = read_settings(
        bot_token=TOKEN,
        api_base_url=f"http://127.0.0.1:{api}",
        database_url=installed_url,
        evidence_url=f"file:{tmp_path}/evidence",
        seal_keys=KEY_RING,
        metrics_listen=f"127.0.0.1:{metrics}",
        smtp_url="",
        mail_from="",
    )
    crowd = Crowd(telegram)
    async with aiohttp.ClientSession() as session, building(settings, words=catalog()) as jubao:
        watch = Watch(session, metrics)
        running = asyncio.create_task(serving.serve(jubao))
        crowd.says(WORDS[0])
        await watch.says(503, "telegram")
        assert not running.done()
        async with serve_sandbox(telegram, port=api):
            await crowd.answered(1)
            await watch.says(200)
        for word in WORDS[1:]:
            crowd.says(word)
        await watch.says(503, "telegram")
        assert not running.done()
        async with serve_sandbox(telegram, port=api):
            await crowd.answered(len(WORDS))
            await watch.says(200)
            jubao.stopping.set()
            await asyncio.wait_for(running, PATIENCE)

    first = crowd.answers(crowd.cast[0])
    assert len(first) == len(WORDS)  # once each, in the order in which they were said
    for account in crowd.cast:
        assert crowd.answers(account) == first
