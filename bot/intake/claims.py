"""The inbox as several workers share it: each claims whose turn it is, and runs it in its lanes."""

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

IDLE_SECONDS = 1.0  # what another one has freed is found by then
SOON_SECONDS = 0.005  # after an update is through: those of a moment are seen to together
AGAIN_SECONDS = 0.3


@dataclass(slots=True)
class Claims:
    """Claims for the worker of this name, until cancelled, no more than can run at once.

    What is stored and nobody has claimed waits in the table, not in memory: so the door never
    has to close.
    """

    db: Database
    worker: Worker
    name: str
    person_queues: PersonQueues[Arrival] = field(init=False)
    full: bool = False
    _in_hand: set[int] = field(default_factory=set)
    _doubt: bool = False  # whether the database may know of claims that we do not
    _loop: WakeableLoop = field(init=False)
    _soon: asyncio.TimerHandle | None = None

    def __post_init__(self) -> None:
        self.person_queues = PersonQueues(self._work)
        self._loop = WakeableLoop(self._step, log, "claims-stumbled", AGAIN_SECONDS)

    def put(self, _lane: str, _arrival: Arrival, /) -> None:
        """Something was stored: whoever's turn it is, look now."""
        self.wake()

    def wake(self) -> None:
        """Something may wait for anybody: look now."""
        self._loop.wake()

    async def room(self) -> None:
        """There always is."""

    async def run(self) -> None:
        """Claim for ever."""
        await self._loop.run()

    async def _step(self) -> float:
        """One claim; the seconds to rest after it."""
        try:
            claimed = await self._claim()
        except StorageBusy as why:
            log.info("claim-again", why=str(why))
            await asyncio.sleep(AGAIN_SECONDS)  # whoever wakes meanwhile
            return 0.0
        for arrival in claimed:
            self.person_queues.put(arrival.lane, arrival)
        return IDLE_SECONDS

    async def _claim(self) -> list[Arrival]:
        """Give back what is through, and take as many as there is room for."""
        answered = self.worker.answered.take()
        doubt, self._doubt = self._doubt, False
        try:
            claimed = await self.db.run(
                recovery.claim_updates,
                self.worker.bot_id,
                self.name,
                answered=answered,
                doubted=tuple(self._in_hand) if doubt else None,
                limit=AT_ONCE - len(self._in_hand),
            )
        except BaseException:
            self._doubt = True
            self.worker.answered.ids += answered
            raise
        self._in_hand.update(arrival.update_id for arrival in claimed)
        return claimed

    async def _work(self, arrival: Arrival) -> None:
        try:
            await self.worker.run(arrival)
        except BaseException:
            self._doubt = True  # it is not in our hands, and the database does not know
            raise
        finally:
            self._in_hand.discard(arrival.update_id)
            if self._soon is None:
                loop = asyncio.get_running_loop()
                self._soon = loop.call_later(SOON_SECONDS, self._look_again)

    def _look_again(self) -> None:
        self._soon = None
        self.wake()
