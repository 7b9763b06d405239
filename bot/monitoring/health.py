"""Health checks of a process, for `/healthz`, `/readyz` and alarms."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.config.choices import Mode
from bot.config.settings import Settings
from bot.intake.intake import Intake
from bot.leases.lease_keeper import LeaseKeeper
from bot.monitoring import disk_space
from domain.clocks.clock_trust import Doubt
from domain.orphan_files import Held
from storage.crypto.encryption import KeyRing
from storage.engine.database import Database
from storage.ops import health
from storage.ops.health import HealthFacts
from storage.queues.outbox import Way

log = structlog.get_logger("jubao.health")

LATE_SECONDS = 300  # an update or notice that is due longer fails the check
KEPT_SECONDS = 10.0  # since the last renewal of a lease, which is a write
HEARD_SECONDS = {Mode.POLLING: 90.0, Mode.WEBHOOK: 200.0}  # two long polls; three checks
PATIENCE = 3.0  # for a database that does not answer
LAG_SECONDS = 5.0
TICK = 0.5
REMEMBERED = int(60 / TICK)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck:
    """The result of one check; `facts` are its details, without personal data."""

    name: str
    ok: bool
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Lag:
    """Measures continuously how late the event loop runs."""

    tick: float = TICK
    clock: Callable[[], float] = time.monotonic
    _due: float | None = None
    _late: deque[float] = field(default_factory=lambda: deque([0.0], maxlen=REMEMBERED))

    async def measure(self) -> None:
        """Measure until cancelled."""
        while True:
            self._due = self.clock() + self.tick
            await asyncio.sleep(self.tick)
            self._late.append(self.now)

    @property
    def now(self) -> float:
        """The current delay in seconds."""
        return max(0.0, self.clock() - self._due) if self._due is not None else 0.0

    @property
    def worst(self) -> float:
        """The largest delay of the last minute, in seconds."""
        return max(self.now, *self._late)


@dataclass(slots=True, kw_only=True)
class Health:
    """Checks everything that this process needs."""

    settings: Settings
    db: Database
    lease_keeper: LeaseKeeper
    intake: Intake
    now: Callable[[], float]
    files_away: Callable[[], bool] = lambda: False
    files_held: Callable[[], tuple[bool, Held | None]] = lambda: (False, None)
    doubt: Callable[[], Doubt | None] = lambda: None
    lag: Lag = field(default_factory=Lag)
    late: int = LATE_SECONDS
    key_ring: KeyRing = field(init=False)

    def __post_init__(self) -> None:
        self.key_ring = KeyRing.parse(self.settings.seal_keys_text)

    async def look(self) -> tuple[tuple[HealthCheck, ...], HealthFacts | None]:
        """All checks, and the database's figures; None for these if it does not answer."""
        facts = await self._vitals()
        checks = [
            self._database(facts),
            await self._key(),
            *self._disk(),
            HealthCheck(name="evidence", ok=not self.files_away()),
            self._files(),
            self._clock(),
            self._telegram(),
            *(self._waiting(facts) if facts is not None else ()),
        ]
        return tuple(checks), facts

    async def _vitals(self) -> HealthFacts | None:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.db.read(health.look, int(self.now()))
        except Exception as error:  # noqa: BLE001 - any error fails the check
            log.warning("database-does-not-answer", error=type(error).__name__)
            return None

    def _database(self, found: HealthFacts | None) -> HealthCheck:
        """Whether it can be read, and a lease was renewed (written) recently."""
        age = _age(self.lease_keeper.kept_at)
        well = found is not None and age is not None and age < KEPT_SECONDS
        return HealthCheck(name="database", ok=well, facts={"written_seconds_ago": age})

    async def _key(self) -> HealthCheck:
        try:
            async with asyncio.timeout(PATIENCE):
                await self.db.read(health.keys_fit, self.key_ring)
        except Exception as error:  # noqa: BLE001 - its type is in the facts
            return HealthCheck(name="key", ok=False, facts={"error": type(error).__name__})
        return HealthCheck(name="key", ok=True)

    def _clock(self) -> HealthCheck:
        """Always ok: a doubtful clock stops erasing only; the doubt is in the facts."""
        doubt = self.doubt()
        return HealthCheck(
            name="clock", ok=True, facts={"doubt": None if doubt is None else str(doubt)}
        )

    def _disk(self) -> Iterator[HealthCheck]:
        for name, place in disk_space.places(self.settings).items():
            free = disk_space.free_at(place)
            facts = {"free_bytes": free, "scarce": free < disk_space.SCARCE}
            yield HealthCheck(name=f"disk_{name}", ok=free >= disk_space.LEAST, facts=facts)

    def _files(self) -> HealthCheck:
        """Always ok: whether unknown files were kept is in the facts."""
        compared, held = self.files_held()
        facts = {"compared": compared, "held": held.value if held is not None else None}
        return HealthCheck(name="files", ok=True, facts=facts)

    def _telegram(self) -> HealthCheck:
        age = _age(self.intake.heard_at)
        ok = age is not None and age < HEARD_SECONDS[self.settings.mode]
        facts = {"mode": self.settings.mode.value, "heard_seconds_ago": age}
        return HealthCheck(name="telegram", ok=ok, facts=facts)

    def _waiting(self, waiting: HealthFacts) -> Iterator[HealthCheck]:
        ages = {"inbox": waiting.oldest_update, "outbox": waiting.due_since[Way.CHAT]}
        if self.settings.mails:
            ages["mail"] = waiting.due_since[Way.MAIL]
        for name, since in ages.items():
            age = 0 if since is None else max(0, int(self.now()) - since)
            yield HealthCheck(name=name, ok=age < self.late, facts={"oldest_seconds": age})


def _age(at: float | None) -> float | None:
    return None if at is None else round(time.monotonic() - at, 1)
