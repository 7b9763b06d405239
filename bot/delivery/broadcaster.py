"""Send broadcasts at an even rate, after all other notices; at most once to each person.

A crash may cost some people their copy, but nobody gets two (decision 15).
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.core.backoff import Backoff
from bot.core.loop import WakeableLoop
from bot.delivery.pacer import PACED, Pacer
from domain.broadcast import Body, Broadcast, BroadcastDelivery
from handlers.broadcasts import screens as broadcast_screens
from handlers.core.api_errors import classify
from handlers.core.bot_api import send_screen
from handlers.core.services import Services
from handlers.ui.markup import Screen
from storage.engine.database import Database
from usecases.broadcasts import sending
from usecases.broadcasts.sending import Reader, Work
from usecases.delivery.retries import Failure
from usecases.session import by_system

log = structlog.get_logger("jubao.broadcaster")

AT_ONCE = 10  # recipients claimed together; after a crash these and the open sends are uncertain
MOST_IN_FLIGHT = 100  # open sends at a time
IDLE_SECONDS = 2.0  # another process may have approved one
PROGRESS_SECONDS = 3.0
MOST_LATE = 0.5  # seconds of delay that are made up by sending faster
FIRST_HOLD, LONGEST_HOLD = 1.0, 60.0  # seconds without a send after a failed one
MOST_REFUSED = 5  # refusals in a row that pause the broadcast: the message itself is the cause
STOP_SECONDS = 5.0


@dataclass(slots=True)
class Job:
    """A broadcast being sent; caches the screen of each language."""

    number: int
    body: Body
    services: Services
    sent: int = 0
    refused: int = 0  # in a row
    shown_at: float = 0.0
    shown_sent: int = 0
    _screens: dict[str, Screen] = field(default_factory=dict)

    def screen(self, locale: str) -> Screen:
        """The message in this language."""
        if locale not in self._screens:
            localizer = self.services.localizer(locale)
            self._screens[locale] = broadcast_screens.message(localizer, self.body)
        return self._screens[locale]


@dataclass(slots=True)
class Broadcaster:
    """Sends approved broadcasts until cancelled; `rate` is messages per second."""

    bot: Bot
    db: Database
    services: Services
    pacer: Pacer
    rate: float
    on_fatal: Callable[[TelegramError], None]
    clock: Callable[[], float] = time.monotonic
    backoff: Backoff = field(init=False)
    _loop: WakeableLoop = field(init=False)
    _job: Job | None = None
    _queue: deque[Reader] = field(default_factory=deque)
    _in_flight: set[asyncio.Task[None]] = field(default_factory=set)
    _outcomes: dict[tuple[int, str], BroadcastDelivery] = field(default_factory=dict)
    _next_at: float = 0.0
    _hold_until: float = 0.0
    _uncertain: bool = False  # the last send may or may not have arrived: probe Telegram first

    def __post_init__(self) -> None:
        self.backoff = Backoff(FIRST_HOLD, LONGEST_HOLD, self.clock)
        self._loop = WakeableLoop(self._step, log, "broadcaster-failed", IDLE_SECONDS)

    def wake(self) -> None:
        """A broadcast may have been approved, paused or resumed: check now."""
        self._loop.wake()

    async def run(self) -> None:
        """Send until cancelled; then release the recipients that were claimed and not sent to."""
        PACED.set(True)
        try:
            await self._loop.run()
        finally:
            await self._finish()

    async def _step(self) -> float:
        """Send one batch; returns the seconds to wait."""
        work = await self._round()
        if work is None:
            return 0.0
        if work.next_at is None:
            return IDLE_SECONDS
        return min(IDLE_SECONDS, max(0.02, work.next_at - self.services.now()))

    async def drain(self) -> None:
        """Send all that is due now."""
        while await self._round() is None:
            continue
        await self._finish()

    async def _round(self) -> Work | None:
        """Claim a batch and start sending it; returns the state if nothing is due, else None."""
        work = await self._advance(AT_ONCE)
        if not work.readers:
            if self._in_flight:
                await asyncio.wait(self._in_flight, return_when=asyncio.FIRST_COMPLETED)
            return None if work.again or self._in_flight or self._outcomes else work
        assert work.broadcast is not None  # there are recipients only with a broadcast
        job = self._job_of(work.broadcast)
        self._queue.extend(work.readers)
        while self._queue:
            await self._slot(self._queue[0].chat)
            task = asyncio.create_task(self._send(job, self._queue.popleft()))
            self._in_flight.add(task)
            task.add_done_callback(self._in_flight.discard)
            if len(self._in_flight) >= MOST_IN_FLIGHT:
                await asyncio.wait(self._in_flight, return_when=asyncio.FIRST_COMPLETED)
        await self._show_progress(job)
        return None

    async def _advance(self, want: int) -> Work:
        """Store the results of finished sends, and claim up to `want` recipients."""
        outcomes, self._outcomes = self._outcomes, {}
        conditions = self.services.conditions()
        try:
            return await self.db.run(by_system, conditions, sending.advance, outcomes, want=want)
        except BaseException:
            self._outcomes = {**outcomes, **self._outcomes}
            raise

    def _job_of(self, broadcast: Broadcast) -> Job:
        if self._job is None or self._job.number != broadcast.id:
            self._job = Job(broadcast.id, broadcast.body, self.services, shown_at=self.clock())
        return self._job

    async def _slot(self, chat: int) -> None:
        """Wait for the broadcast's own rate, then for the pacer shared with all notices."""
        while self._uncertain:
            await self._probe()
        now = self.clock()
        self._next_at = max(self._next_at + 1 / self.rate, now - MOST_LATE, self._hold_until)
        if self._next_at > now:
            await asyncio.sleep(self._next_at - now)
        await self.pacer.slot(chat)

    async def _send(self, job: Job, reader: Reader) -> None:
        try:
            await send_screen(
                self.bot, reader.chat, job.screen(reader.locale), photo=job.body.picture
            )
        except TelegramError as error:
            outcome = await self._failed(job, error)
        except Exception:
            log.exception("broadcast-not-sent")
            outcome = BroadcastDelivery.FAILED
        else:
            outcome = BroadcastDelivery.SENT
            job.sent, job.refused = job.sent + 1, 0
            self.backoff.succeeded()
        self._outcomes[job.number, reader.who] = outcome

    async def _failed(self, job: Job, error: TelegramError) -> BroadcastDelivery:
        answer = classify(error)
        if answer.fatal:
            self.on_fatal(error)
        if answer.failure is Failure.GONE:
            return BroadcastDelivery.BLOCKED
        if answer.failure is Failure.UNKNOWN:
            self._uncertain = True
            return BroadcastDelivery.UNKNOWN
        if answer.failure is Failure.NOT_SENT:
            self._back_off(error, answer.after)
            return BroadcastDelivery.WAITING
        log.error("broadcast-refused", error=error.message)
        job.refused += 1
        if job.refused == MOST_REFUSED:
            await self.db.run(by_system, self.services.conditions(), sending.stumble, job.number)
        return BroadcastDelivery.FAILED

    async def _probe(self) -> None:
        """Call getMe, which has no effect, until it succeeds: a send now could be lost."""
        try:
            await self.bot.get_me()
        except TelegramError:
            await asyncio.sleep(self.backoff.failed())
        else:
            self._uncertain = False

    def _back_off(self, error: TelegramError, after: int) -> None:
        """The message did not arrive: back off; after a 429 pause all sends of the bot."""
        if isinstance(error, RetryAfter):
            self.pacer.pause(after)
        hold = self.backoff.failed()
        self._hold_until = max(self._hold_until, self.clock() + (after or hold))

    async def _show_progress(self, job: Job) -> None:
        """Every `PROGRESS_SECONDS` update the progress on the broadcast's cards."""
        since = self.clock() - job.shown_at
        if since < PROGRESS_SECONDS:
            return
        rate = (job.sent - job.shown_sent) / since
        job.shown_at, job.shown_sent = self.clock(), job.sent
        conditions = self.services.conditions()
        await self.db.run(by_system, conditions, sending.show_progress, job.number, rate)

    async def _finish(self) -> None:
        """Wait for open sends and store their results; release the recipients still queued."""
        for reader in self._queue:
            assert self._job is not None  # its batch is in the queue
            self._outcomes[self._job.number, reader.who] = BroadcastDelivery.WAITING
        self._queue.clear()
        if self._in_flight:
            _, late = await asyncio.wait(self._in_flight, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
        if self._outcomes:
            await self._advance(0)
