"""Workers watch one another's leases: the updates of a dead worker are released within seconds."""

from dataclasses import dataclass, field

import structlog

from bot.core.loop import repeat
from bot.intake.claims import Claims
from bot.leases.lease_keeper import LOOK_SECONDS, Pulse
from handlers.core.services import Services
from storage.engine import leases
from storage.engine.database import Database
from usecases.operations import recovery
from usecases.session import by_system

log = structlog.get_logger("jubao.inheriting")


@dataclass(slots=True)
class Takeover:
    """Checks the other workers until cancelled."""

    db: Database
    services: Services
    claims: Claims
    pulse: Pulse = field(default_factory=lambda: Pulse(patient=True))

    async def run(self) -> None:
        """Check until cancelled."""
        await repeat(self.look, every=LOOK_SECONDS, log=log, failed="inheriting-stumbled")

    async def look(self) -> None:
        """Check each worker once, and release the updates of dead ones."""
        for name, stands in (await self.db.run(recovery.look, self._bot)).items():
            if name != self.claims.name and self.pulse.is_gone(name, stands):
                await self._inherit(name, stands)

    async def leave(self) -> None:
        """At the end, release our own unfinished updates to the other workers."""
        stands = await self.db.run(leases.look, self.claims.name)
        await self._inherit(self.claims.name, stands)

    @property
    def _bot(self) -> int:
        return self.claims.worker.bot_id

    async def _inherit(self, name: str, stands: leases.Lease) -> None:
        freed = await self.db.run(
            by_system, self.services.conditions(), recovery.inherit, self._bot, name, seen=stands
        )
        if freed is not None:
            self.pulse.forget(name)
            if freed:
                log.info("inherited", updates=freed)
                self.claims.wake()
