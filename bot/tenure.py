"""What only one process may do at a time: taken at the start, kept alive, given back at the end."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot import holder
from bot.exits import Refused
from storage import leases
from storage.db import Database, Tx
from storage.leases import Lease

log = structlog.get_logger("jubao.tenure")

POLLER, SENDER = "poller", "sender"
WHAT = {POLLER: "takes in updates", SENDER: "sends what is owed"}

SILENT_SECONDS = 12.0  # whoever was not heard of for so long is gone
BEAT_SECONDS = 3.0
LOOK_SECONDS = 0.5


class Overtaken(Refused):
    """Somebody else has taken over, for this process was not heard of for too long."""


@dataclass(slots=True)
class Pulse:
    """Watches whether holders live: by this machine's steady clock, never by the time of day."""

    silent: float = SILENT_SECONDS
    _seen: dict[str, tuple[Lease, float]] = field(default_factory=dict)

    def is_gone(self, name: str, stands: Lease) -> bool:
        """Whether nobody holds it any more; Refused where its holder was heard of since before."""
        seen, since = self._seen.setdefault(name, (stands, time.monotonic()))
        if stands != seen and not stands.free:
            raise Refused(_refusal(name, stands))
        silent = time.monotonic() - since >= self.silent
        return stands.free or silent or holder.is_gone(stands.holder)


@dataclass(slots=True)
class Tenure:
    """The leases that this process holds, or is to hold."""

    db: Database
    now: Callable[[], float]
    names: tuple[str, ...] = (POLLER, SENDER)
    silent: float = SILENT_SECONDS
    beat: float = BEAT_SECONDS
    who: str = field(default_factory=holder.this_process)
    held: dict[str, int] = field(default_factory=dict)
    kept_at: float | None = None  # by the steady clock

    async def take(self, stopping: asyncio.Event) -> bool:
        """Hold everything, once those who held it are gone; False where it was time to stop.

        Raises Refused where another process is at work.
        """
        pulse = Pulse(self.silent)
        try:
            while not stopping.is_set():
                for name in self.names:
                    if name not in self.held:
                        await self._try(name, pulse)
                if len(self.held) == len(self.names):
                    self.kept_at = time.monotonic()
                    return True
                await _pause(stopping, LOOK_SECONDS)
        except BaseException:
            await self.give_back()
            raise
        await self.give_back()
        return False

    async def _try(self, name: str, pulse: Pulse) -> None:
        """Look at a lease, and take it where its holder is gone."""
        stands = await self.db.run(leases.look, name)
        if pulse.is_gone(name, stands):
            fence = await self.db.run(leases.take, name, self.who, self._until(), seen=stands)
            if fence is not None:
                self.held[name] = fence

    async def keep(self) -> None:
        """Keep alive what is held, for ever; Overtaken where somebody else has it now."""
        while True:
            await asyncio.sleep(self.beat)
            try:
                lost = await self.db.run(_renewed, self.who, self.held, self._until())
            except Exception:
                log.exception("lease-not-kept")  # nor can anybody else write now
                continue
            if lost is not None:
                raise Overtaken(f"another process {WHAT[lost]} now: this one was silent too long")
            self.kept_at = time.monotonic()

    async def give_back(self) -> None:
        """Let others have it at once."""
        held, self.held = self.held, {}
        for name, fence in held.items():
            try:
                await self.db.run(leases.release, name, self.who, fence)
            except Exception:
                log.exception("lease-not-given-back", name=name)

    def _until(self) -> int:
        return int(self.now() + self.silent)


def _renewed(tx: Tx, who: str, held: dict[str, int], until: int) -> str | None:
    """Keep all of them alive; which one is lost, if any."""
    return next(
        (name for name, fence in held.items() if not leases.renew(tx, name, who, fence, until)),
        None,
    )


def _refusal(name: str, now: Lease) -> str:
    return (
        f"another process {WHAT[name]} with this database ({holder.described(now.holder)}): "
        "stop it first"
    )


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stopping.wait()
    except TimeoutError:
        return
