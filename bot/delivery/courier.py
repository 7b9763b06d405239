"""The courier: claims notices from the outbox, sends them within rate limits, stores the result."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.core.loop import WakeableLoop
from bot.delivery import open_places, topics
from bot.delivery.pacer import PACED, SOON, Pacer
from bot.delivery.topics import Topics
from domain.notices.notice import Unreadable
from handlers.core.api_errors import classify, refuses_content
from handlers.core.bot_api import edit_screen, send_screen
from handlers.core.services import Services
from handlers.files.albums import albums, pieces
from handlers.files.upload import Address, post
from handlers.notices import filing, render
from handlers.ui.markup import Screen
from storage.core.errors import StorageBusy, StorageFull
from storage.engine.database import Database
from usecases.delivery import outbox_delivery, retries
from usecases.delivery.notice_facts import GroupCardFacts, WipeFacts
from usecases.delivery.outbox_delivery import Delivery, FilesFacts
from usecases.delivery.reply_facts import QuestionFacts
from usecases.delivery.retries import Failure
from usecases.session import by_system

log = structlog.get_logger("jubao.courier")

AT_ONCE = 50  # notices claimed together
MOST_IN_FLIGHT = 200  # open sends at a time; many, so that a slow chat does not delay others
MOST_AGAIN = 4  # open sends at a time of notices that may have arrived
STOP_SECONDS = 5.0  # at the end, wait so long for open sends
LEASE_SECONDS = 120  # of a claim; far longer than a notice waits for its slot
IDLE_SECONDS = 1.0  # between two checks: other processes queue notices, too
BUSY_SECONDS = 0.5


@dataclass(slots=True)
class Courier:
    """Sends due notices until cancelled. Call `wake` after a notice was queued."""

    bot: Bot
    db: Database
    services: Services
    pacer: Pacer
    on_fatal: Callable[[TelegramError], None]
    _loop: WakeableLoop = field(init=False)
    _in_flight: set[asyncio.Task[None]] = field(default_factory=set)
    _resending: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AGAIN))
    _closing: asyncio.Event = field(default_factory=asyncio.Event)
    _claim_failed: bool = False  # a claim failed, and may have been committed all the same

    def __post_init__(self) -> None:
        self._loop = WakeableLoop(self._round, log, "courier-failed", IDLE_SECONDS)

    def wake(self) -> None:
        """A notice was queued: check now."""
        self._loop.wake()

    async def run(self) -> None:
        """Deliver until cancelled; then wait for open sends and release the rest."""
        PACED.set(True)
        try:
            await self._loop.run()
        finally:
            self._closing.set()
            if self._in_flight:
                _, late = await asyncio.wait(self._in_flight, timeout=STOP_SECONDS)
                for task in late:
                    task.cancel()
                await asyncio.gather(*self._in_flight, return_exceptions=True)

    async def _round(self) -> float:
        """Start sending what is due; returns the seconds to wait, 0 if something was due.

        With MOST_IN_FLIGHT open sends it waits until one has finished.
        """
        if self._claim_failed and not self._in_flight:
            await self.db.run(by_system, self.services.conditions(), outbox_delivery.reclaim)
            self._claim_failed = False
        claimed = await self._claim()
        for each in claimed:
            task = asyncio.create_task(self._send_safely(each))
            self._in_flight.add(task)
            task.add_done_callback(self._finished)
        if len(self._in_flight) >= MOST_IN_FLIGHT:
            await asyncio.wait(self._in_flight, return_when=asyncio.FIRST_COMPLETED)
            return 0.0
        return 0.0 if claimed else await self._seconds_to_wait()

    def _finished(self, done: asyncio.Task[None]) -> None:
        self._in_flight.discard(done)
        self.wake()  # the next notice of the same order key may be due now

    async def _send_safely(self, owed: Delivery) -> None:
        """Send one; an unexpected error is logged, and the notice is due again after its lease."""
        try:
            await self._send_one(owed)
        except Exception:
            log.exception("courier-failed", kind=owed.kind)

    async def _seconds_to_wait(self) -> float:
        """Seconds until the next check."""
        due = None if self._in_flight else await self.db.run(outbox_delivery.next_due)
        if due is None:
            return IDLE_SECONDS
        return min(IDLE_SECONDS, max(0.02, due - self.services.now()))

    async def deliver(self) -> int:
        """Send what is due now, once; returns how many notices."""
        claimed = await self._claim()
        await asyncio.gather(*(self._send_one(each) for each in claimed))
        return len(claimed)

    async def _claim(self) -> tuple[Delivery, ...]:
        try:
            return await self.db.run(
                by_system,
                self.services.conditions(),
                outbox_delivery.claim,
                limit=AT_ONCE,
                lease=LEASE_SECONDS,
            )
        except (StorageBusy, StorageFull):
            self._claim_failed = True
            raise

    async def _send_one(self, owed: Delivery) -> None:
        conditions = self.services.conditions()
        if isinstance(owed.notice, Unreadable):
            log.error("notice-unreadable", kind=owed.kind, why=owed.notice.why)
            await self.db.run(by_system, conditions, retries.failed, owed, Failure.REFUSED)
            return
        if owed.chat is None:
            await self.db.run(by_system, conditions, retries.failed, owed, Failure.GONE)
            return
        try:
            screen = render.screen(self.services, owed)
        except Exception:
            log.exception("notice-not-rendered", kind=owed.kind)
            await self.db.run(by_system, conditions, retries.failed, owed, Failure.REFUSED)
            return
        if screen is None and not isinstance(owed.facts, WipeFacts):
            await self.db.run(by_system, conditions, outbox_delivery.sent, owed, None)
            return
        left = self.pacer.pause_left(owed.chat)
        if left > SOON:
            await self.db.run(
                by_system, conditions, retries.failed, owed, Failure.NOT_SENT, after=int(left) + 1
            )
            return
        if owed.claimed.unknowns and not await self._telegram_answers():
            await self.db.run(by_system, conditions, retries.failed, owed, Failure.NOT_SENT)
            return
        slot = await self.pacer.slot(owed.chat, self._closing)
        if not slot or (owed.edits_card and not await open_places.may_edit(self.services, owed)):
            await self.db.run(
                by_system, conditions, retries.failed, owed, Failure.NOT_SENT, after=1
            )
            return
        # Those that may have arrived are sent few at a time: a crash leaves fewer in doubt again.
        async with self._resending if owed.claimed.unknowns else contextlib.nullcontext():
            await self._try(owed.chat, owed, screen)

    async def _try(self, chat: int, owed: Delivery, screen: Screen | None) -> None:
        """Count the try, send, and store the outcome; a crash in between leaves it counted."""
        if owed.makes_copies and not await self.db.run(
            by_system, self.services.conditions(), outbox_delivery.count_try, owed
        ):
            return
        try:
            message_id = await self._call(chat, owed, screen)
        except TelegramError as error:
            await self._handle_error(owed, screen, error)
            return
        await self._store_sent(owed, message_id, screen)

    async def _store_sent(
        self, owed: Delivery, message_id: int | None, screen: Screen | None
    ) -> None:
        """Store that it was sent; retried until it succeeds, or the notice would be sent twice."""
        while True:
            try:
                await self.db.run(
                    by_system,
                    self.services.conditions(),
                    outbox_delivery.sent,
                    owed,
                    message_id,
                    screen.card if screen is not None else None,
                )
            except (StorageBusy, StorageFull) as why:
                log.warning("sent-not-stored", kind=owed.kind, why=type(why).__name__)
                await asyncio.sleep(BUSY_SECONDS)
            else:
                return

    async def _telegram_answers(self) -> bool:
        """Whether getMe, which has no effect, succeeds: a retry now would risk a duplicate."""
        try:
            await self.bot.get_me()
        except TelegramError:
            return False
        return True

    async def _call(self, chat: int, owed: Delivery, screen: Screen | None) -> int | None:
        if isinstance(owed.facts, WipeFacts):
            await self.bot.delete_message(chat, owed.facts.message)
        if screen is None:
            return None
        return await self._show(chat, owed, screen)

    async def _show(self, chat: int, owed: Delivery, screen: Screen) -> int | None:
        facts = owed.facts
        if not isinstance(facts, GroupCardFacts) or not screen.topic or not topics.wanted(facts):
            return await self._send_screen(chat, owed, screen)
        around = Topics(self.bot, self.db, self.services, self.pacer).around

        async def say(thread: int | None) -> int | None:
            return await self._send_screen(chat, owed, screen, thread)

        return await around(chat, facts, screen.topic, say)

    async def _send_screen(
        self, chat: int, owed: Delivery, screen: Screen, thread: int | None = None
    ) -> int | None:
        if isinstance(owed.facts, FilesFacts):
            await self._send_files(chat, owed, owed.facts, screen)
            return None
        if owed.facts is not None and owed.facts.edits is not None:
            await edit_screen(self.bot, chat, owed.facts.edits, screen)
            return None
        message_id = await send_screen(self.bot, chat, screen, thread=thread)
        if isinstance(owed.facts, QuestionFacts):
            if screen.question_of:
                self.services.questions.remember(chat, message_id, screen.question_of)
            await open_places.remove_earlier(self.bot, self.services, chat, owed.facts)
        return message_id

    async def _send_files(
        self, chat: int, owed: Delivery, facts: FilesFacts, screen: Screen
    ) -> None:
        """Send files album by album, without those sent by an earlier attempt.

        Files that cannot be sent are listed in a message; the others are sent.
        """
        parts = pieces(facts.files)
        address = Address(
            bot=self.bot,
            chat=chat,
            name=facts.standing.report.tail,
            caption=lambda piece: f"{screen.text} · {piece.place}/{len(parts)}",
            read=self.services.read_file,
            guarded=False,
            holds=False,
            refuses=refuses_content,
        )
        sent, unsent = 0, list(facts.unsent)
        for album in albums(parts):
            sent += len(album)
            if sent <= facts.through:
                continue
            missing = await post(address, album)
            unsent += [*missing.gone, *missing.refused]
            await self.db.run(
                by_system,
                self.services.conditions(),
                outbox_delivery.came_through,
                owed,
                sent,
                unsent,
                lease=LEASE_SECONDS,
            )
            await self.pacer.slot(chat)
        if unsent:
            log.warning("files-not-sent", files=len(unsent))
            await send_screen(
                self.bot, chat, filing.unsent_files(self.services.localizer(owed.locale), unsent)
            )

    async def _handle_error(
        self, owed: Delivery, screen: Screen | None, error: TelegramError
    ) -> None:
        answer = classify(error)
        conditions = self.services.conditions()
        if answer.settled:
            await self._store_sent(owed, None, screen)
        elif answer.chat is not None:
            await self.db.run(by_system, conditions, retries.migrated, owed, answer.chat)
        elif answer.fatal:
            await self.db.run(
                by_system, conditions, retries.failed, owed, Failure.NOT_SENT, after=60
            )
            self.on_fatal(error)
        else:
            if isinstance(error, BadRequest) and answer.failure is Failure.REFUSED:
                log.error("notice-refused", kind=owed.kind, error=error.message)
            await self.db.run(
                by_system, conditions, retries.failed, owed, answer.failure, after=answer.after
            )
