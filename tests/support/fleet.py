"""Several real workers and couriers on one PostgreSQL, behind a proxy that asks each in turn."""

import asyncio
import contextlib
import os
import random
import re
import signal
import time
from dataclasses import dataclass, field
from subprocess import CalledProcessError

import aiohttp
import pytest
from aiohttp import web

from sandbox.telegram import Telegram
from sandbox.web import webhook
from sandbox.web.server import serve
from tests.support.database import KEY_RING
from tests.support.ports import free_port
from tests.support.processes import ROOT
from tests.support.stage import IN_DOUBT, PATIENCE, TOKEN

WORD = "w" * 40
CANNOT_GO_ON = 1
ON_PURPOSE = {0, -signal.SIGKILL}
REASONS = re.compile("the database cannot be used now|this one for dead|was silent too long")
REFUSED = (aiohttp.ClientError, OSError, TimeoutError)


class Proxy:
    """What nginx or Caddy is: hands each call to the next worker, to another where one is away."""

    def __init__(self):
        self.ports, self._turn = [], 0

    async def take(self, request):
        body = await request.read()
        headers = {name: request.headers[name] for name in ("Content-Type", webhook.SECRET)}
        for _ in self.ports:
            self._turn += 1
            port = self.ports[self._turn % len(self.ports)]
            url = f"http://127.0.0.1:{port}{request.path}"
            with contextlib.suppress(*REFUSED):
                async with self.session.post(url, data=body, headers=headers) as answer:
                    return web.Response(status=answer.status)
        return web.Response(status=502)

    @contextlib.asynccontextmanager
    async def open(self):
        app = web.Application()
        app.router.add_post("/hook", self.take)
        runner = web.AppRunner(app, access_log=None)
        # As proxies have it: a worker that stands still is left for another.
        patience = aiohttp.ClientTimeout(total=2)
        async with aiohttp.ClientSession(timeout=patience) as self.session:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
            await runner.cleanup()


@dataclass
class Fleet:
    """Processes by name, `worker0` … and `courier0` …, each killed and started at will.

    As under systemd one that could not go on is started anew: the database was away.
    """

    telegram: Telegram
    url: str
    hook: str
    postgres: object
    database_url: str
    folder: object
    warm: object
    proxy: Proxy
    running: dict = field(default_factory=dict)
    ports: dict = field(default_factory=dict)
    doors: dict = field(default_factory=dict)
    deaths: list = field(default_factory=list)
    keepers: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    doubts: int = 0

    async def starts(self, name, **more):
        if name.startswith("worker") and name not in self.ports:
            self.ports[name] = free_port()
            self.proxy.ports.append(self.ports[name])
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("JUBAO_")},
            "JUBAO_BOT_TOKEN": TOKEN,
            "JUBAO_API_BASE_URL": self.url,
            "JUBAO_DATABASE_URL": self.database_url,
            "JUBAO_EVIDENCE_URL": f"file:{self.folder}/evidence",
            "JUBAO_JOURNAL_HEADS": f"{self.folder}/journal-heads",  # not in the source tree
            "JUBAO_SEAL_KEYS": KEY_RING,
            "JUBAO_WEBHOOK_URL": self.hook,
            "JUBAO_WEBHOOK_SECRET": WORD,
            "JUBAO_WEBHOOK_LISTEN": f"127.0.0.1:{self.ports.get(name, 1)}",
            "JUBAO_METRICS_LISTEN": f"127.0.0.1:{self.doors.setdefault(name, free_port())}",
            "JUBAO_SEND_RATE": "1000",
            "JUBAO_FLOOD_PER_MINUTE": "100000",
            "JUBAO_GATHER_SECONDS": "0",
            "JUBAO_LOG_LEVEL": "error",
            **more,
        }
        process = self.running[name] = await self.warm.starts(
            name.rstrip("0123456789"), folder=ROOT, environment=environment
        )
        self.keepers.append(asyncio.create_task(self._keep(name, process, more)))

    async def _keep(self, name, process, more):
        ended = await process.wait()
        if ended in ON_PURPOSE:
            return
        said = (await process.stderr.read()).decode()
        if ended != CANNOT_GO_ON or not REASONS.search(said):
            self.failed.append(f"{name} ended with {ended}: {said[-2000:]}")
        else:
            await self.starts(name, **more)

    async def opens(self, name):
        """Come back once this worker takes updates in."""
        for _ in range(PATIENCE * 50):
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self.ports[name])
                writer.close()
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{name} does not open: {await self.last_words(name)}")

    async def _until_at_work(self, name):
        said, until = "nothing", time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert not self.failed, self.failed
            try:
                said = await self.says_of_itself(name, "healthz")
                if said[0] == 200:
                    return
            except REFUSED as error:
                said = repr(error)
            await asyncio.sleep(0.05)
        raise AssertionError(f"{name} says {said}: {await self.last_words(name)}")

    async def _until_inherited(self):
        """A worker says that it lives before it first looks after those that died."""
        living = sum(name.startswith("worker") for name in self.running)
        held = "SELECT count(*) FROM leases WHERE name LIKE 'worker:%'"
        for _ in range(PATIENCE * 20):
            if self.look(held) == living:
                return
            await asyncio.sleep(0.05)
        raise AssertionError("nobody takes over from a worker that died")

    async def says_of_itself(self, name, what):
        """The status of `/healthz` or `/readyz`, and the checks that are not well."""
        async with self.proxy.session.get(f"http://127.0.0.1:{self.doors[name]}/{what}") as said:
            checks = (await said.json()).get("checks", {})
        return said.status, {each for each, check in checks.items() if not check["ok"]}

    async def last_words(self, name):
        process = self.running[name]
        process.send_signal(signal.SIGKILL)
        _, said = await process.communicate()
        return said.decode()

    async def kills(self, name):
        """Without a word, and starts it anew."""
        process = self.running[name]
        self.deaths.append(name)
        process.send_signal(signal.SIGKILL)
        ended = await process.wait()
        self.doubts += max(0, self.look(IN_DOUBT))
        if ended != CANNOT_GO_ON:  # else it is started anew already
            await self.starts(name)

    async def kills_database(self):
        """One of its processes dies: all connections are lost, and it recovers by its log."""
        self.deaths.append("database")
        pids = self.ask(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
            " AND datname = 'migrated' AND application_name <> 'psql'"
        )
        for pid in random.sample(pids.split(), k=len(pids.split())):
            with contextlib.suppress(ProcessLookupError):  # it has ended since, as its worker did
                os.kill(int(pid), signal.SIGKILL)
                break
        for _ in range(PATIENCE * 10):
            with contextlib.suppress(CalledProcessError):
                self.postgres.says("SELECT 1")
                self.doubts += max(0, self.look(IN_DOUBT))
                return
            await asyncio.sleep(0.1)
        raise AssertionError("the database does not come back")

    def ask(self, question):
        return self.postgres.says(f"\\t on\n\\a\n{question};", "migrated").strip()

    def look(self, question):
        """One number from the database; -1 while it is away."""
        try:
            return int(self.ask(question))
        except CalledProcessError:
            return -1

    def has_heard(self):
        """Whether nothing waits that somebody said: only then does it help to say it again."""
        waiting = self.look("SELECT count(*) FROM inbox WHERE state = 0")
        return not waiting and not self.telegram.bot.queue

    async def stops(self):
        """Once all are at work again, let them come to their end, which is a good one."""
        await asyncio.gather(*(self._until_at_work(name) for name in self.running))
        await self._until_inherited()
        for process in self.running.values():
            process.terminate()
        for name, process in self.running.items():
            _, said = await asyncio.wait_for(process.communicate(), PATIENCE)
            assert process.returncode == 0, (name, said.decode()[-3000:])
        await asyncio.gather(*self.keepers)


@pytest.fixture
async def fleet(postgres, postgres_url, tmp_path, warm, monkeypatch):
    monkeypatch.setattr(webhook, "RETRY_SECONDS", 0.05)
    telegram, proxy = Telegram(), Proxy()
    telegram.add_bot(token=TOKEN, username="fleet_bot", name="Fleet")
    async with serve(telegram, port=0) as url, proxy.open() as hook:
        telegram.call(TOKEN, "setWebhook", {"url": hook, "secret_token": WORD})
        fleet = Fleet(telegram, url, hook, postgres, postgres_url, tmp_path, warm, proxy)
        yield fleet
        for keeper in fleet.keepers:
            keeper.cancel()
        for process in fleet.running.values():
            process.send_signal(signal.SIGCONT)
            process.send_signal(signal.SIGKILL)
            await process.wait()
