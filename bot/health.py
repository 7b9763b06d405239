"""Whether a process is alive and can do its work: what `/healthz` and `/readyz` say."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot import room
from bot.intake import Intake
from bot.settings import Mode, Settings
from bot.tenure import Tenure
from domain.clock_trust import Doubt
from domain.orphans import Held
from storage import vitals
from storage.db import Database
from storage.outbox import Way
from storage.seal import Ring
from storage.vitals import Vitals

log = structlog.get_logger("jubao.health")

LATE_SECONDS = 300  # that something may wait in the database of a healthy bot
KEPT_SECONDS = 10.0  # since the last lease was renewed: since something was written
HEARD_SECONDS = {Mode.POLLING: 90.0, Mode.WEBHOOK: 200.0}  # two long polls; three looks
PATIENCE = 3.0  # for a database that does not answer
LAG_SECONDS = 5.0
TICK = 0.5
REMEMBERED = int(60 / TICK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at; `facts` are numbers and words of ours."""

    name: str
    ok: bool
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Lag:
    """How late the event loop is, measured all the time."""

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
        """Seconds by which the loop is late at this moment."""
        return max(0.0, self.clock() - self._due) if self._due is not None else 0.0

    @property
    def worst(self) -> float:
        """The same, at its worst within the last minute."""
        return max(self.now, *self._late)


@dataclass(slots=True, kw_only=True)
class Health:
    """Looks at everything that this process needs."""

    settings: Settings
    db: Database
    tenure: Tenure
    intake: Intake
    now: Callable[[], float]
    files_away: Callable[[], bool] = lambda: False
    files_held: Callable[[], tuple[bool, Held | None]] = lambda: (False, None)
    doubt: Callable[[], Doubt | None] = lambda: None
    lag: Lag = field(default_factory=Lag)
    late: int = LATE_SECONDS
    ring: Ring = field(init=False)

    def __post_init__(self) -> None:
        self.ring = Ring.parse(self.settings.seal_keys_text)

    async def look(self) -> tuple[tuple[Check, ...], Vitals | None]:
        """Every check, and what waits where the database tells."""
        found = await self._vitals()
        checks = [
            self._database(found),
            await self._key(),
            *self._disk(),
            Check(name="evidence", ok=not self.files_away()),
            self._files(),
            self._clock(),
            self._telegram(),
            *(self._waiting(found) if found is not None else ()),
        ]
        return tuple(checks), found

    async def _vitals(self) -> Vitals | None:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.db.read(vitals.look, int(self.now()))
        except Exception as error:  # noqa: BLE001 - whatever it is, the database is not well
            log.warning("database-does-not-answer", error=type(error).__name__)
            return None

    def _database(self, found: Vitals | None) -> Check:
        """It can be read, and something was written just now: a lease is kept alive by that."""
        age = _age(self.tenure.kept_at)
        well = found is not None and age is not None and age < KEPT_SECONDS
        return Check(name="database", ok=well, facts={"written_seconds_ago": age})

    async def _key(self) -> Check:
        try:
            async with asyncio.timeout(PATIENCE):
                await self.db.read(vitals.keys_fit, self.ring)
        except Exception as error:  # noqa: BLE001 - which one stands among the facts
            return Check(name="key", ok=False, facts={"error": type(error).__name__})
        return Check(name="key", ok=True)

    def _clock(self) -> Check:
        """By a doubtful clock nothing is erased; all else goes on, so the process is ready."""
        doubt = self.doubt()
        return Check(name="clock", ok=True, facts={"doubt": None if doubt is None else str(doubt)})

    def _disk(self) -> Iterator[Check]:
        for name, place in room.places(self.settings).items():
            free = room.free_at(place)
            facts = {"free_bytes": free, "scarce": free < room.SCARCE}
            yield Check(name=f"disk_{name}", ok=free >= room.LEAST, facts=facts)

    def _files(self) -> Check:
        """Whether unknown files were left alone: people are told, and the process is ready."""
        compared, held = self.files_held()
        facts = {"compared": compared, "held": held.value if held is not None else None}
        return Check(name="files", ok=True, facts=facts)

    def _telegram(self) -> Check:
        age = _age(self.intake.heard_at)
        ok = age is not None and age < HEARD_SECONDS[self.settings.mode]
        facts = {"mode": self.settings.mode.value, "heard_seconds_ago": age}
        return Check(name="telegram", ok=ok, facts=facts)

    def _waiting(self, found: Vitals) -> Iterator[Check]:
        ages = {"inbox": found.oldest_update, "outbox": found.due_since[Way.CHAT]}
        if self.settings.mails:
            ages["mail"] = found.due_since[Way.MAIL]
        for name, since in ages.items():
            age = 0 if since is None else max(0, int(self.now()) - since)
            yield Check(name=name, ok=age < self.late, facts={"oldest_seconds": age})


def _age(at: float | None) -> float | None:
    return None if at is None else round(time.monotonic() - at, 1)
