"""Workers watch one another's leases: the updates of a dead worker are released within seconds."""

from dataclasses import dataclass, field

import structlog

from bot.core.loop import repeat
from bot.intake.claims import Claims
from bot.leases.lease_keeper import LOOK_SECONDS, HolderWatch
from handlers.core.services import Services
from storage.engine import leases
from storage.engine.database import Database
from usecases.operations import recovery
from usecases.session import by_system

log = structlog.get_logger("jubao.takeover")


@dataclass(slots=True)
class Takeover:
    """Checks the other workers until cancelled."""

    db: Database
    services: Services
    claims: Claims
    watch: HolderWatch = field(default_factory=lambda: HolderWatch(patient=True))

    async def run(self) -> None:
        """Check until cancelled."""
        await repeat(self.look, every=LOOK_SECONDS, log=log, failed="takeover-failed")

    async def look(self) -> None:
        """Check each worker once, and release the updates of dead ones."""
        for name, lease in (await self.db.run(recovery.look, self._bot)).items():
            if name != self.claims.name and self.watch.is_gone(name, lease):
                await self._release(name, lease)

    async def leave(self) -> None:
        """At the end, release our own unfinished updates to the other workers."""
        lease = await self.db.run(leases.look, self.claims.name)
        await self._release(self.claims.name, lease)

    @property
    def _bot(self) -> int:
        return self.claims.worker.bot_id

    async def _release(self, name: str, lease: leases.Lease) -> None:
        freed = await self.db.run(
            by_system, self.services.conditions(), recovery.inherit, self._bot, name, seen=lease
        )
        if freed is not None:
            self.watch.forget(name)
            if freed:
                log.info("updates-taken-over", updates=freed)
                self.claims.wake()
