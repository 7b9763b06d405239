"""The courier: takes owed news from the outbox, says it in its pace, writes down the answer."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.core.loop import WakeableLoop
from bot.delivery import topics
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
from usecases.delivery import failures, outbox_delivery
from usecases.delivery.failures import Failure
from usecases.delivery.notice_facts import GroupCardFacts, QuestionFacts, WipeFacts
from usecases.delivery.outbox_delivery import Delivery, FilesFacts
from usecases.session import by_system

log = structlog.get_logger("jubao.courier")

AT_ONCE = 50  # claimed together; each has a lease far longer than its wait can be
MOST_FLYING = 200  # on their way at a time: one chat's pace never holds up another's news
STOP_SECONDS = 5.0  # what is on its way at the end may still arrive and be written down
LEASE_SECONDS = 120
IDLE_SECONDS = 1.0  # other processes may owe something, too
BUSY_SECONDS = 0.5


@dataclass(slots=True)
class Courier:
    """Sends what is owed, until cancelled. `wake` it when something was written."""

    bot: Bot
    db: Database
    services: Services
    pacer: Pacer
    on_fatal: Callable[[TelegramError], None]
    _loop: WakeableLoop = field(init=False)
    _flying: set[asyncio.Task[None]] = field(default_factory=set)
    _closing: asyncio.Event = field(default_factory=asyncio.Event)
    _doubt: bool = False  # whether something may be claimed of which we have not heard

    def __post_init__(self) -> None:
        self._loop = WakeableLoop(self._round, log, "courier-stumbled", IDLE_SECONDS)

    def wake(self) -> None:
        """Something is owed: look now."""
        self._loop.wake()

    async def run(self) -> None:
        """Deliver for ever; at the end, let what is on its way arrive and give back the rest."""
        PACED.set(True)
        try:
            await self._loop.run()
        finally:
            self._closing.set()
            if self._flying:
                _, late = await asyncio.wait(self._flying, timeout=STOP_SECONDS)
                for task in late:
                    task.cancel()
                await asyncio.gather(*self._flying, return_exceptions=True)

    async def _round(self) -> float:
        """Send off what is due; the seconds to rest: none where something was due.

        Where too much is on its way it waits until something of it has arrived.
        """
        if self._doubt and not self._flying:
            await self.db.run(by_system, self.services.conditions(), outbox_delivery.reclaim)
            self._doubt = False
        claimed = await self._claim()
        for each in claimed:
            task = asyncio.create_task(self._safely(each))
            self._flying.add(task)
            task.add_done_callback(self._landed)
        if len(self._flying) >= MOST_FLYING:
            await asyncio.wait(self._flying, return_when=asyncio.FIRST_COMPLETED)
            return 0.0
        return 0.0 if claimed else await self._rest()

    def _landed(self, done: asyncio.Task[None]) -> None:
        self._flying.discard(done)
        self.wake()  # the next of its order may go

    async def _safely(self, owed: Delivery) -> None:
        """One that stumbles is tried again when its lease ends, and holds up nobody."""
        try:
            await self._one(owed)
        except Exception:
            log.exception("courier-stumbled", kind=owed.kind)

    async def _rest(self) -> float:
        """Seconds until something may be due."""
        due = None if self._flying else await self.db.run(outbox_delivery.next_due)
        if due is None:
            return IDLE_SECONDS
        return min(IDLE_SECONDS, max(0.02, due - self.services.now()))

    async def deliver(self) -> int:
        """Say everything that is due now, once; returns how much that was."""
        claimed = await self._claim()
        await asyncio.gather(*(self._one(each) for each in claimed))
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
            self._doubt = True
            raise

    async def _one(self, owed: Delivery) -> None:
        conditions = self.services.conditions()
        if isinstance(owed.notice, Unreadable):
            log.error("notice-unreadable", kind=owed.kind, why=owed.notice.why)
            await self.db.run(by_system, conditions, failures.failed, owed, Failure.REFUSED)
            return
        if owed.chat is None:
            await self.db.run(by_system, conditions, failures.failed, owed, Failure.GONE)
            return
        try:
            screen = render.screen(self.services, owed)
        except Exception:
            log.exception("notice-without-words", kind=owed.kind)
            await self.db.run(by_system, conditions, failures.failed, owed, Failure.REFUSED)
            return
        if screen is None and not isinstance(owed.facts, WipeFacts):
            await self.db.run(by_system, conditions, outbox_delivery.sent, owed, None)
            return
        left = self.pacer.pause_left(owed.chat)
        if left > SOON:
            await self.db.run(
                by_system, conditions, failures.failed, owed, Failure.NOT_SENT, after=int(left) + 1
            )
            return
        if owed.claimed.unknowns and not await self._is_there():
            await self.db.run(by_system, conditions, failures.failed, owed, Failure.NOT_SENT)
            return
        if not await self.pacer.slot(owed.chat, self._closing):
            await self.db.run(
                by_system, conditions, failures.failed, owed, Failure.NOT_SENT, after=1
            )
            return
        try:
            message_id = await self._do(owed.chat, owed, screen)
        except TelegramError as error:
            await self._settle(owed, error)
            return
        await self._arrived(owed, message_id)

    async def _arrived(self, owed: Delivery, message_id: int | None) -> None:
        """Write it down, whenever the database is there again: else it would be said twice."""
        while True:
            try:
                await self.db.run(
                    by_system, self.services.conditions(), outbox_delivery.sent, owed, message_id
                )
            except (StorageBusy, StorageFull) as why:
                log.warning("sent-not-written", kind=owed.kind, why=type(why).__name__)
                await asyncio.sleep(BUSY_SECONDS)
            else:
                return

    async def _is_there(self) -> bool:
        """Ask for what has no effect: while Telegram is away no further copy is risked."""
        try:
            await self.bot.get_me()
        except TelegramError:
            return False
        return True

    async def _do(self, chat: int, owed: Delivery, screen: Screen | None) -> int | None:
        if isinstance(owed.facts, WipeFacts):
            await self.bot.delete_message(chat, owed.facts.message)
        if screen is None:
            return None
        return await self._show(chat, owed, screen)

    async def _show(self, chat: int, owed: Delivery, screen: Screen) -> int | None:
        facts = owed.facts
        if not isinstance(facts, GroupCardFacts) or not screen.topic or not topics.wanted(facts):
            return await self._say(chat, owed, screen)
        around = Topics(self.bot, self.db, self.services, self.pacer).around

        async def say(thread: int | None) -> int | None:
            return await self._say(chat, owed, screen, thread)

        return await around(chat, facts, screen.topic, say)

    async def _say(
        self, chat: int, owed: Delivery, screen: Screen, thread: int | None = None
    ) -> int | None:
        if isinstance(owed.facts, FilesFacts):
            await self._enclose(chat, owed, owed.facts, screen)
            return None
        if owed.facts is not None and owed.facts.edits is not None:
            await edit_screen(self.bot, chat, owed.facts.edits, screen)
            return None
        message_id = await send_screen(self.bot, chat, screen, thread=thread)
        if isinstance(owed.facts, QuestionFacts):
            await self._replace(chat, owed.facts.removes, message_id)
        return message_id

    async def _replace(self, chat: int, old: int | None, new: int) -> None:
        """Remove a question that was asked before; where that fails, it stays in the chat."""
        self.services.shown.remember(chat, new)
        if old is not None:
            with contextlib.suppress(TelegramError):
                await self.bot.delete_message(chat, old)

    async def _enclose(self, chat: int, owed: Delivery, facts: FilesFacts, screen: Screen) -> None:
        """Files, album by album; those that have come through are not sent a second time.

        One that cannot be sent is named in a line of its own, and the others arrive.
        """
        found = pieces(facts.files)
        address = Address(
            bot=self.bot,
            chat=chat,
            name=facts.standing.report.tail,
            caption=lambda piece: f"{screen.text} · {piece.place}/{len(found)}",
            read=self.services.read_file,
            guarded=False,
            holds=False,
            refuses=refuses_content,
        )
        sent, unsent = 0, list(facts.unsent)
        for album in albums(found):
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

    async def _settle(self, owed: Delivery, error: TelegramError) -> None:
        answer = classify(error)
        conditions = self.services.conditions()
        if answer.settled:
            await self.db.run(by_system, conditions, outbox_delivery.sent, owed, None)
        elif answer.chat is not None:
            await self.db.run(by_system, conditions, failures.migrated, owed, answer.chat)
        elif answer.fatal:
            await self.db.run(
                by_system, conditions, failures.failed, owed, Failure.NOT_SENT, after=60
            )
            self.on_fatal(error)
        else:
            if isinstance(error, BadRequest) and answer.failure is Failure.REFUSED:
                log.error("notice-refused", kind=owed.kind, said=error.message)
            await self.db.run(
                by_system, conditions, failures.failed, owed, answer.failure, after=answer.after
            )
