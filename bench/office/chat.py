"""The real application at a sandbox without a network: a clock, what is planned, what it costs."""

import base64
import heapq
import itertools
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from bot.config.settings import read_settings
from bot.delivery.pacer import Pacer
from bot.runtime import clock
from bot.runtime.app import building
from bot.runtime.process import Jubao
from domain.network.people import Caller, Role
from locales.catalog import Catalog
from sandbox.telegram import File, Reply, Telegram
from storage.engine.database import Tx
from storage.network import people, units
from tests.support.wire import Short

TOKEN = "4242:bench-token-that-is-no-token-at-all-00"
BEGINS = 1_795_579_200 - 3 * 3600  # Wednesday 25 November 2026, 9:00 in Changsha
TICK = 300  # seconds between two runs of the scheduled jobs, which really run every minute
MOST_ROUNDS = 200  # of work until nothing is left; more would mean that it never ends
ARRIVING, JOBS = "reports and answers come in", "scheduled jobs"


class Watched(Telegram):
    """A sandbox that keeps which messages the bot has sent or changed: method, chat, number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.shown: list[tuple[str, int, int]] = []

    def call(
        self,
        token: str,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, File] | None = None,
    ) -> Reply:
        """A call of the Bot API, as in the sandbox."""
        reply = super().call(token, method, params, files)
        found = reply.body.get("result")
        for each in found if isinstance(found, list) else [found]:
            if isinstance(each, dict) and "message_id" in each and "chat" in each:
                self.shown.append((method, each["chat"]["id"], each["message_id"]))
        return reply


class Unhurried(Pacer):
    """A pacer that lets nobody wait: the clock of the office stands still while messages go out."""

    def wait_for(self, chat: int) -> float:  # noqa: ARG002 - the same for every chat
        """No chat waits."""
        return 0.0

    async def hold(self, chat: int | None) -> float:
        """Only Telegram's own pauses are kept."""
        return max(0.0, self.pause_left(chat))


@dataclass(slots=True)
class Costs:
    """What an act has cost: how often it was done, what staff did, what was pushed to staff."""

    times: int = 0
    taps: int = 0
    typed: int = 0  # characters
    pushed: int = 0  # messages that came to staff unasked, in private or in their group
    seconds: float = 0.0  # CPU time of the application and the sandbox

    def __add__(self, other: "Costs") -> "Costs":
        return Costs(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass
class Office:
    """The application and its staff. `costs` are by kind of act; `act` is the one that goes on.

    `screens` are the messages last shown to each member of staff as the answer to what they did,
    `pushed` those that came unasked.
    """

    jubao: Jubao
    telegram: Watched
    at: list[float]
    screens: dict[int, int] = field(default_factory=dict)
    pushed: dict[int, list[int]] = field(default_factory=dict)
    costs: dict[str, Costs] = field(default_factory=dict)
    act: str = ""
    counted: set[int] = field(default_factory=set)  # chats of staff and their group
    _since: float = 0.0
    _events: list[tuple[float, int, Callable[[], Awaitable[None]]]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _ticked: float = 0.0

    @property
    def db(self) -> Any:
        """The application's database."""
        return self.jubao.db

    # People.

    def add(self, name: str, language: str) -> int:
        """Somebody new; returns the number of their private chat."""
        return self.telegram.add_user(name, language_code=language).id

    async def staff(self, name: str, role: Role, unit: str, *, counted: bool) -> int:
        """Somebody who works in a unit, in English; `counted`: what comes to them is counted."""
        account = self.add(name, "en")

        def give(tx: Tx) -> None:
            person = people.meet(tx, Caller(account=account, locale="en"), int(self.at[0]))
            people.set_name(tx, person.who, name)
            people.grant(tx, person.who, unit, role, by=person.who, now=int(self.at[0]))

        await self.db.run(give)
        if counted:
            self.counted.add(account)
        self.telegram.say(account, account, "/start")
        await self.settle()
        return account

    async def group(self, unit: str, *members: int) -> None:
        """The group of a unit, with these people in it; what comes there is counted once."""
        chat = self.telegram.add_group("Office", members=members).id
        await self.db.run(units.bind_group, unit, chat)
        await self.settle()
        self.counted.add(chat)

    # Time.

    def plan(self, at: float, does: Callable[[], Awaitable[None]]) -> None:
        """Let something happen at a time."""
        heapq.heappush(self._events, (at, next(self._numbers), does))

    @property
    def next_event(self) -> float | None:
        """When the next planned thing happens; None if nothing is planned."""
        return self._events[0][0] if self._events else None

    async def until(self, at: float) -> None:
        """Let time pass: what is planned happens, and the scheduled jobs run every minute."""
        self._ticked = self._ticked or self.at[0]
        while (due := min(self._ticked + TICK, self.next_event or at + TICK)) <= at:
            self.at[0] = max(self.at[0], due)
            if self.next_event == due:
                with self.doing(ARRIVING):
                    await heapq.heappop(self._events)[2]()
            else:
                self._ticked = due
                with self.doing(JOBS):
                    await clock.tick(self.db, self.jubao.services)
                    await self.settle()
        self.at[0] = max(self.at[0], at)

    async def skip(self, seconds: float) -> None:
        """Let much time pass at once: the scheduled jobs run at its end."""
        self.at[0] += seconds
        self._ticked = self.at[0] - TICK
        await self.until(self.at[0])

    # Costs.

    @contextmanager
    def doing(self, act: str) -> Iterator[None]:
        """While this is open, all costs are those of this kind of act.

        Another kind may be open within it for a while: nothing is counted twice.
        """
        outer = self.act
        self._clock_off()
        self.act = act
        try:
            yield
        finally:
            self._clock_off()
            self.act = outer

    def spend(self, **costs: int) -> None:
        """Add to the costs of the act that goes on."""
        self.costs[self.act] = self.costs.get(self.act, Costs()) + Costs(**costs)

    def _clock_off(self) -> None:
        now = time.process_time()
        if self.act:
            found = self.costs.setdefault(self.act, Costs())
            found.seconds += now - self._since
        self._since = now

    # The application's work.

    async def settle(self) -> None:
        """Until nothing is left to do: updates and their answers first, then news and files."""
        jubao = self.jubao
        for _ in range(MOST_ROUNDS):
            await jubao.person_queues.drain()
            while updates := self.telegram.take_updates(TOKEN):
                await jubao.intake.store(updates)
                await jubao.person_queues.drain()
            self._note(came=False)
            done = await jubao.fetcher.fetch() + await jubao.fetcher.erase()
            done += await jubao.courier.deliver()
            await jubao.answered.write()
            self._note(came=True)
            if not done:
                return
        raise RuntimeError("the bot never comes to rest")

    def _note(self, *, came: bool) -> None:
        """Look at what the bot has shown to staff since the last time; `came`: unasked."""
        shown, self.telegram.shown = self.telegram.shown, []
        for method, chat, number in shown:
            if not came and method.startswith(("send", "editMessageText")):
                self.screens[chat] = number
            if came and method.startswith("send"):  # an edited message makes no sound
                self.pushed.setdefault(chat, []).append(number)
                if chat in self.counted and self.act:
                    self.spend(pushed=1)


@asynccontextmanager
async def open_office(folder: Path, keys: str = "") -> AsyncIterator[Office]:
    """An empty office on the day before the shift, with a SQLite file in this folder.

    `keys` are those of a database that is there already, as in JUBAO_SEAL_KEYS.
    """
    at = [float(BEGINS - 24 * 3600)]
    telegram = Watched(now=lambda: at[0])
    telegram.add_bot(token=TOKEN, username="bench_bot", name="Bench")
    settings = read_settings(
        bot_token=TOKEN,
        api_base_url="http://127.0.0.1:9",
        database_url=f"sqlite+aiosqlite:///{folder}/jubao.db",
        evidence_url=f"file:{folder}/evidence",
        seal_keys=keys or f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        smtp_url="",
        mail_from="",
    )
    wire = Short(telegram)
    async with building(
        settings, wire=wire, poller=wire, words=Catalog(), now=lambda: at[0]
    ) as jubao:
        jubao.courier.pacer = jubao.wire.pacer = Unhurried(rate=1e6, clock=lambda: at[0])
        await jubao.app.initialize()
        jubao.services.username = jubao.app.bot.username
        yield Office(jubao, telegram, at)
