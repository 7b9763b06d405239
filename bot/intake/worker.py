"""Run one stored update through the handlers: three attempts, then it is put aside."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import orjson
import structlog

from bot.core.loop import repeat
from bot.intake.updates import update_of
from handlers.core.context import App
from handlers.core.handling import Handling
from storage.core.errors import StorageBusy, StorageFull
from storage.engine.database import Database
from storage.queues import inbox
from storage.queues.inbox import AlreadyActed, Arrival, UpdateState
from usecases import session
from usecases.delivery import replies
from usecases.operations import alerts
from usecases.session import StoredUpdate, by_system

log = structlog.get_logger("jubao.worker")

TRIES = 3
BUSY_SECONDS = 1.0  # pause after StorageBusy, which comes after five seconds of waiting
RETRY_SECONDS = 0.3  # times the attempts so far; only this person's queue waits


@dataclass(slots=True)
class Worker:
    """Runs updates through the handlers and stores their state; `count` gets each result."""

    app: App
    db: Database
    bot_id: int
    answered: "Answered"
    count: Callable[[str], None] = lambda _what: None

    async def run(self, arrival: Arrival) -> None:
        """Run one update until it has acted, or has failed TRIES times.

        A busy or full database is waited for and does not count as an attempt.
        """
        attempt, doubt = 1, False
        while True:
            try:
                if await self._try(arrival, last=attempt == TRIES, doubt=doubt):
                    return
            except (StorageBusy, StorageFull) as why:
                doubt = True
                log.warning("update-waits", update_id=arrival.update_id, why=type(why).__name__)
                await asyncio.sleep(BUSY_SECONDS)
                continue
            await asyncio.sleep(RETRY_SECONDS * attempt)
            attempt += 1

    async def _try(self, arrival: Arrival, *, last: bool, doubt: bool) -> bool:
        """One attempt; returns whether the update is finished.

        `doubt`: an earlier attempt may have been committed without our knowing.
        """
        handling = Handling(receipt=StoredUpdate(self.bot_id, arrival.update_id), last_try=last)
        with self.app.bot_data.at_work.entered(arrival.update_id, handling):
            await self._handle(arrival, handling)
        if handling.acted:
            if handling.repeated and doubt:
                await self._queue_screen(arrival.lane)
            self.answered.add(arrival.update_id)
            self.count("done")
            return True
        if handling.failed is None:
            await self._settle(handling, arrival.update_id)
            self.count("done")
            return True
        if isinstance(handling.failed, StorageBusy | StorageFull):
            raise handling.failed
        if await self._failed(arrival.update_id) is UpdateState.DEAD:
            log.error("update-dead", update_id=arrival.update_id)
            self.count("dead")
            return True
        return False

    async def _queue_screen(self, who: str) -> None:
        """Queue the person's screen: the update acted, but its reply was never sent."""
        await self.db.run(by_system, self.app.bot_data.conditions(), replies.owe_screen, who)

    async def _handle(self, arrival: Arrival, handling: Handling) -> None:
        try:
            update = update_of(orjson.loads(arrival.body), self.app.bot)
        except Exception as error:
            # Not left to the library, which would log the whole update.
            log.exception("update-unreadable", update_id=arrival.update_id)
            handling.failed = error
            return
        await self.app.process_update(update)

    async def _settle(self, handling: Handling, update_id: int) -> None:
        if handling.receipt is not None:
            try:
                await self.db.run(session.settle, handling.receipt)
            except AlreadyActed:
                return
            self.answered.add(update_id)

    async def _failed(self, update_id: int) -> UpdateState:
        conditions = self.app.bot_data.conditions()
        return await self.db.run(
            by_system, conditions, alerts.failed, self.bot_id, update_id, limit=TRIES
        )


@dataclass(slots=True)
class Answered:
    """Collects the updates that were answered.

    Stored in batches: it only decides whether a question is sent again after a crash.
    """

    db: Database
    bot_id: int
    ids: list[int]

    def add(self, update_id: int) -> None:
        """An update was answered."""
        self.ids.append(update_id)

    def take(self) -> list[int]:
        """Remove and return the collected ids, for storing."""
        ids, self.ids = self.ids, []
        return ids

    async def write(self) -> None:
        """Store the collected ids."""
        if self.ids:
            await self.db.run(inbox.answered, self.bot_id, self.take())

    async def keep_writing(self, every: float = 0.5) -> None:
        """Store every `every` seconds, until cancelled."""
        await repeat(self.write, every=every, log=log, failed="answered-not-stored", delay=every)
