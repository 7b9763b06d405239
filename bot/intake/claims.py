"""The inbox shared by several workers: each claims updates and runs them in its person queues."""

import asyncio
from dataclasses import dataclass, field

import structlog

from bot.core.loop import WakeableLoop
from bot.intake.person_queues import AT_ONCE, PersonQueues
from bot.intake.worker import Worker
from storage.core.errors import StorageBusy
from storage.engine.database import Database
from storage.queues.inbox import Arrival
from usecases.operations import recovery

log = structlog.get_logger("jubao.claims")

IDLE_SECONDS = 1.0  # between two checks: another worker may have released updates
SOON_SECONDS = 0.005  # delay of the claim after an update, so that one covers several updates
AGAIN_SECONDS = 0.3


@dataclass(slots=True)
class Claims:
    """Claims updates for the worker `name` until cancelled, at most AT_ONCE at a time.

    Unclaimed updates wait in the table and not in memory, so the webhook is never full.
    """

    db: Database
    worker: Worker
    name: str
    person_queues: PersonQueues[Arrival] = field(init=False)
    full: bool = False
    _running: set[int] = field(default_factory=set)
    _claims_uncertain: bool = False  # a claim failed, and may have been committed all the same
    _loop: WakeableLoop = field(init=False)
    _soon: asyncio.TimerHandle | None = None

    def __post_init__(self) -> None:
        self.person_queues = PersonQueues(self._work)
        self._loop = WakeableLoop(self._step, log, "claims-failed", AGAIN_SECONDS)

    def put(self, _lane: str, _arrival: Arrival, /) -> None:
        """An update was stored: claim now; it may not be this one."""
        self.wake()

    def wake(self) -> None:
        """Updates may be waiting: claim now."""
        self._loop.wake()

    async def room(self) -> None:
        """Return at once: there is always room."""

    async def run(self) -> None:
        """Claim until cancelled."""
        await self._loop.run()

    async def _step(self) -> float:
        """Claim once; returns the seconds to wait."""
        try:
            claimed = await self._claim()
        except StorageBusy as why:
            log.info("claim-failed", why=str(why))
            await asyncio.sleep(AGAIN_SECONDS)  # not a wait of the loop, which `wake` would end
            return 0.0
        for arrival in claimed:
            self.person_queues.put(arrival.lane, arrival)
        return IDLE_SECONDS

    async def _claim(self) -> list[Arrival]:
        """Release finished updates, and claim as many as can run."""
        answered = self.worker.answered.take()
        uncertain, self._claims_uncertain = self._claims_uncertain, False
        try:
            claimed = await self.db.run(
                recovery.claim_updates,
                self.worker.bot_id,
                self.name,
                answered=answered,
                doubted=tuple(self._running) if uncertain else None,
                limit=AT_ONCE - len(self._running),
            )
        except BaseException:
            self._claims_uncertain = True
            self.worker.answered.ids += answered
            raise
        self._running.update(arrival.update_id for arrival in claimed)
        return claimed

    async def _work(self, arrival: Arrival) -> None:
        try:
            await self.worker.run(arrival)
        except BaseException:
            self._claims_uncertain = True  # it is still claimed, but no longer running here
            raise
        finally:
            self._running.discard(arrival.update_id)
            if self._soon is None:
                loop = asyncio.get_running_loop()
                self._soon = loop.call_later(SOON_SECONDS, self._claim_again)

    def _claim_again(self) -> None:
        self._soon = None
        self.wake()
