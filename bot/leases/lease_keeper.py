"""The leases of this process: taken at the start, renewed while it runs, released at the end."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.core.errors import Failed, Refused
from bot.core.loop import repeat, wait_for
from bot.core.roles import SENDER, WHOLE, ProcessRole
from bot.leases import process_id
from storage.core.errors import StorageBusy
from storage.engine import leases
from storage.engine.database import Database, Tx
from storage.engine.leases import Lease

log = structlog.get_logger("jubao.leases")

SENDS, TAKES_IN = "sends what is owed", "takes in updates"

SILENT_SECONDS = 7.0  # without a renewal: the holder is dead; another takes over within ten
BEAT_SECONDS = 2.0  # between two renewals
LOOK_SECONDS = 0.5  # between two checks of another's lease
BLIND_SECONDS = 2.0  # between two checks: we or the database were away, so counting starts anew


class Overtaken(Refused):
    """Another process has taken the lease, because this one did not renew it in time."""


class MissedRenewal(Failed):
    """The others declared this one dead; a restart lets it join again, or stand by."""


@dataclass(slots=True)
class HolderWatch:
    """Detects dead lease holders by the monotonic clock of this machine.

    `silent` is the seconds without a renewal after which a holder is dead. Unless `patient`, a
    holder that renews its lease raises Refused.
    """

    silent: float = SILENT_SECONDS
    patient: bool = False
    _seen: dict[str, tuple[Lease, float]] = field(default_factory=dict)
    _looked: dict[str, float] = field(default_factory=dict)

    def is_gone(self, name: str, lease: Lease) -> bool:
        """Whether the lease of this name is free or its holder dead.

        Raises Refused if it was renewed since the last check, unless patient.
        """
        now = time.monotonic()
        seen, since = self._seen.setdefault(name, (lease, now))
        moved = lease != seen and not lease.free
        if moved and not self.patient:
            raise Refused(_refusal(name, lease))
        if moved or now - self._looked.get(name, now) > BLIND_SECONDS:
            since = now
            self._seen[name] = lease, since
        self._looked[name] = now
        silent = now - since >= self.silent
        return lease.free or silent or process_id.is_gone(lease.holder)

    def forget(self, name: str) -> None:
        """Forget what was seen of this lease."""
        self._seen.pop(name, None)
        self._looked.pop(name, None)


@dataclass(slots=True)
class LeaseKeeper:
    """Takes, renews and releases the leases of this process."""

    db: Database
    now: Callable[[], float]
    role: ProcessRole = WHOLE
    silent: float = SILENT_SECONDS
    beat: float = BEAT_SECONDS
    who: str = field(default_factory=process_id.this_process)
    held: dict[str, int] = field(default_factory=dict)
    kept_at: float | None = None  # last renewal, by the monotonic clock

    async def take(self, stopping: asyncio.Event) -> bool:
        """Take all leases once their holders are gone; returns False if `stopping` is set first.

        Raises Refused if another process is running, unless this role waits on standby.
        """
        watch, others = (
            HolderWatch(self.silent, patient=self.role.patient),
            HolderWatch(self.silent),
        )
        try:
            while not stopping.is_set():
                try:
                    all_held = await self._take(watch, others)
                except StorageBusy:
                    if not self.role.patient:
                        raise
                    log.warning("lease-not-checked")  # without the database nobody can take it
                    all_held = False
                if all_held:
                    self.kept_at = time.monotonic()
                    return True
                await wait_for(stopping, LOOK_SECONDS)
        except BaseException:
            await self.give_back()
            raise
        await self.give_back()
        return False

    async def _take(self, watch: HolderWatch, others: HolderWatch) -> bool:
        """One attempt; returns whether all leases are held and no excluded process runs."""
        missing = [name for name in self.role.holds if name not in self.held]
        # Read at one moment: a holder renews all at once, so the first one that changed is named.
        for name, lease in (await self.db.run(leases.look_at_all, missing)).items():
            await self._try(name, lease, watch)
        await self._renew_all()  # so that others see that we are alive
        return len(self.held) == len(self.role.holds) and await self._is_alone(others)

    async def _try(self, name: str, lease: Lease, watch: HolderWatch) -> None:
        """Take a lease if its holder is gone."""
        if watch.is_gone(name, lease):
            fence = await self.db.run(leases.take, name, self.who, self._until(), seen=lease)
            if fence is not None:
                self.held[name] = fence

    async def _is_alone(self, watch: HolderWatch) -> bool:
        """Whether no process holds a lease that excludes ours (`apart_from`)."""
        leases_found = await self.db.run(leases.named, self.role.apart_from)
        gone = [watch.is_gone(name, lease) for name, lease in leases_found.items()]  # check each
        return all(gone)

    async def keep(self) -> None:
        """Renew the leases until cancelled; raises Overtaken or MissedRenewal if one is lost."""
        # Errors of the database are not fatal: then nobody else can take the lease either.
        await repeat(
            self._renew,
            every=self.beat,
            log=log,
            failed="lease-not-renewed",
            fatal=(Overtaken, MissedRenewal),
            delay=self.beat,
        )

    async def _renew(self) -> None:
        await self._renew_all()
        self.kept_at = time.monotonic()

    async def _renew_all(self) -> None:
        lost = await self.db.run(_renewed, self.who, self.held, self._until())
        if lost is None:
            return
        if self.role.shares:
            raise MissedRenewal("the other workers took this one for dead: it was silent too long")
        words = f"another process {_what(lost)} now: this one was silent too long"
        raise MissedRenewal(words) if self.role.patient else Overtaken(words)

    async def give_back(self) -> None:
        """Release all leases; errors are logged."""
        held, self.held = self.held, {}
        for name, fence in held.items():
            try:
                await self.db.run(leases.release, name, self.who, fence)
            except Exception:
                log.exception("lease-not-released", name=name)

    def _until(self) -> int:
        return int(self.now() + self.silent)


def _renewed(tx: Tx, who: str, held: dict[str, int], until: int) -> str | None:
    """Renew all leases; returns the name of one that is lost, if any."""
    return next(
        (name for name, fence in held.items() if not leases.renew(tx, name, who, fence, until)),
        None,
    )


def _what(name: str) -> str:
    return SENDS if name == SENDER else TAKES_IN


def _refusal(name: str, now: Lease) -> str:
    return (
        f"another process {_what(name)} with this database ({process_id.described(now.holder)}): "
        "stop it first"
    )
