"""The courier: takes owed news from the outbox, says it in its pace, writes down the answer."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.answers import classify
from bot.pacing import Pacer
from handlers import notices
from handlers.house import House
from handlers.markup import Screen
from storage.db import Database
from usecases import delivery
from usecases.delivery import Delivery, Failure

log = structlog.get_logger("jubao.courier")

AT_ONCE = 50  # claimed together; each has a lease far longer than a batch takes
LEASE_SECONDS = 120
IDLE_SECONDS = 1.0  # other processes may owe something, too
SOON = 3.0  # seconds: a pause longer than this puts a notice off instead of holding it
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(slots=True)
class Courier:
    """Sends what is owed, until cancelled. `wake` it when something was written."""

    bot: Bot
    db: Database
    house: House
    pacer: Pacer
    on_fatal: Callable[[TelegramError], None]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Something is owed: look now."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver for ever."""
        while True:
            try:
                done = await self.deliver()
            except Exception:
                log.exception("courier-stumbled")
                done = 0
                await asyncio.sleep(IDLE_SECONDS)
            if not done:
                await self._rest()

    async def _rest(self) -> None:
        self._woken.clear()
        due = await self.db.run(delivery.next_due)
        seconds = IDLE_SECONDS
        if due is not None:
            seconds = min(seconds, max(0.02, due - self.house.now()))
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    async def deliver(self) -> int:
        """Say everything that is due now, once; returns how much that was."""
        claimed = await self.db.run(
            delivery.claim, self.house.scene(), limit=AT_ONCE, lease=LEASE_SECONDS
        )
        await asyncio.gather(*(self._one(each) for each in claimed))
        return len(claimed)

    async def _one(self, owed: Delivery) -> None:
        scene = self.house.scene()
        if owed.chat is None:
            await self.db.run(delivery.failed, scene, owed, Failure.GONE)
            return
        try:
            screen = notices.screen(self.house, owed)
        except Exception:
            log.exception("notice-without-words", kind=owed.kind)
            await self.db.run(delivery.failed, scene, owed, Failure.REFUSED)
            return
        if screen is None:
            await self.db.run(delivery.sent, scene, owed, None)
            return
        left = self.pacer.pause_left(owed.chat)
        if left > SOON:
            await self.db.run(delivery.failed, scene, owed, Failure.NOT_SENT, after=int(left) + 1)
            return
        await self.pacer.slot(owed.chat)
        try:
            message_id = await self._say(owed.chat, owed, screen)
        except TelegramError as error:
            await self._settle(owed, error)
            return
        await self.db.run(delivery.sent, self.house.scene(), owed, message_id)

    async def _say(self, chat: int, owed: Delivery, screen: Screen) -> int | None:
        markup = screen.markup()
        if owed.edits is not None:
            await self.bot.edit_message_text(
                str(screen.text),
                chat_id=chat,
                message_id=owed.edits,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
            )
            return None
        message = await self.bot.send_message(
            chat,
            str(screen.text),
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup,
            protect_content=screen.protect or None,
        )
        return message.message_id

    async def _settle(self, owed: Delivery, error: TelegramError) -> None:
        answer = classify(error)
        scene = self.house.scene()
        if answer.settled:
            await self.db.run(delivery.sent, scene, owed, None)
        elif answer.chat is not None:
            await self.db.run(delivery.migrated, scene, owed, answer.chat)
        elif answer.fatal:
            await self.db.run(delivery.failed, scene, owed, Failure.NOT_SENT, after=60)
            self.on_fatal(error)
        else:
            if isinstance(error, RetryAfter) and owed.chat is not None:
                self.pacer.pause(answer.after, owed.chat)
            elif isinstance(error, BadRequest) and answer.failure is Failure.REFUSED:
                log.error("notice-refused", kind=owed.kind, said=error.message)
            await self.db.run(delivery.failed, scene, owed, answer.failure, after=answer.after)
