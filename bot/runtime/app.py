"""The composition root: builds the parts of a process, and shuts them down in order."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.config.erasure_files import ErasureList
from bot.config.own_files import erasure_list_of, heads_file
from bot.config.settings import Settings
from bot.core.roles import WHOLE, ProcessRole
from bot.delivery.fetcher import Fetcher
from bot.intake.claims import Claims
from bot.intake.intake import Intake, UpdateQueue
from bot.intake.person_queues import PersonQueues
from bot.intake.takeover import Takeover
from bot.intake.worker import Answered, Worker
from bot.leases.lease_keeper import LeaseKeeper
from bot.monitoring.counting import Counting, NoMetrics
from bot.monitoring.health import Health
from bot.monitoring.journal_heads import JournalWatch
from bot.monitoring.watchdog import Watch
from bot.runtime.delivery import DeliveryParts, build_delivery
from bot.runtime.process import Jubao
from bot.runtime.storage import StorageParts, open_storage
from bot.runtime.telegram import TelegramParts, build_telegram, closing
from locales.catalog import Catalog

if TYPE_CHECKING:
    from bot.delivery.mail_server import MailServer
    from bot.monitoring.metrics import Metrics

STOP_SECONDS = 6.0  # for running updates; Docker kills a process after ten


@asynccontextmanager
async def building(
    settings: Settings,
    *,
    role: ProcessRole = WHOLE,
    wire: Any = None,
    poller: Any = None,
    words: Catalog | None = None,
    now: Callable[[], float] = time.time,
    steady: Callable[[], float] | None = None,
    stopping: asyncio.Event | None = None,
) -> AsyncIterator[Jubao]:
    """Build a process, and shut it down at the end.

    Tests replace `wire` and `poller`, the HTTP clients for calls and for `getUpdates`, and `now`,
    the clock. `steady` is a monotonic clock: by default this machine's, or `now` if that is
    replaced. `stopping` ends the process; it may be set before the process is built.
    """
    async with open_storage(settings, words=words, now=now, steady=steady) as storage:
        build = _Build(settings, role, storage, stopping or asyncio.Event(), _metrics(settings))
        telegram = build_telegram(
            settings, storage.services, build.counts, wire=wire, poller=poller
        )
        delivery = build_delivery(
            settings, storage, telegram, build.counts, on_fatal=build.on_fatal
        )
        storage.db.on_owed = delivery.wake if role.sends else storage.db.tell_others
        if role.sends:
            erased = ErasureList(storage.db, erasure_list_of(settings), now)
            storage.db.on_erased = erased.write
        jubao = build.joined(telegram, delivery)
        async with closing(telegram):
            try:
                yield jubao
            finally:
                await jubao.person_queues.stop(STOP_SECONDS)
                await jubao.answered.write()


def _metrics(settings: Settings) -> "Metrics | None":
    """The metrics; None if they are not served."""
    if not settings.metrics_listen:
        return None
    from bot.monitoring.metrics import Metrics  # noqa: PLC0415 - 2 MB, where nobody reads them

    return Metrics()


@dataclass(slots=True)
class _Build:
    """What the parts of a process have in common while they are built."""

    settings: Settings
    role: ProcessRole
    storage: StorageParts
    stopping: asyncio.Event
    metrics: "Metrics | None"
    fatal: list[BaseException] = field(default_factory=list)

    @property
    def counts(self) -> Counting:
        """What counts events."""
        return self.metrics or NoMetrics()

    def on_fatal(self, error: BaseException) -> None:
        """Stop the process because of an error, which is raised at the end."""
        self.fatal.append(error)
        self.stopping.set()

    def joined(self, telegram: TelegramParts, delivery: DeliveryParts) -> Jubao:
        """Build intake, leases and monitoring, and put all parts together."""
        db, services, role = self.storage.db, self.storage.services, self.role
        answered = Answered(db, telegram.bot_id, [])
        worker = Worker(telegram.app, db, telegram.bot_id, answered, self.counts.count_update)
        claims = Claims(db, worker, role.holds[0]) if role.shares else None
        person_queues = claims.person_queues if claims is not None else PersonQueues(worker.run)
        intake = self._intake(telegram, claims or person_queues)
        lease_keeper = LeaseKeeper(db, services.now, role)
        health = self._health(lease_keeper, intake, delivery.fetcher)
        return Jubao(
            settings=self.settings,
            app=telegram.app,
            wire=telegram.wire,
            poller=telegram.poller,
            db=db,
            services=services,
            person_queues=person_queues,
            intake=intake,
            courier=delivery.courier,
            broadcaster=delivery.broadcaster,
            mailer=delivery.mailer,
            fetcher=delivery.fetcher,
            case_files=delivery.case_files,
            answered=answered,
            role=role,
            claims=claims,
            takeover=Takeover(db, services, claims) if claims is not None else None,
            lease_keeper=lease_keeper,
            health=health,
            metrics=self.metrics,
            watch=self._watch(health, delivery.mail_server),
            stopping=self.stopping,
            fatal=self.fatal,
        )

    def _watch(self, health: Health, mail: "MailServer | None") -> Watch:
        services, settings = self.storage.services, self.settings
        journal = JournalWatch(heads_file(settings), services)
        return Watch(health, services, mail, settings.alarm_mail, journal)

    def _intake(self, telegram: TelegramParts, queue: UpdateQueue) -> Intake:
        db, services = self.storage.db, self.storage.services
        return Intake(
            db,
            queue,
            telegram.bot_id,
            services.now,
            count=self.counts.count_update,
            on_updates=services.keeper.heard_updates,
        )

    def _health(self, lease_keeper: LeaseKeeper, intake: Intake, fetcher: Fetcher) -> Health:
        services = self.storage.services
        return Health(
            settings=self.settings,
            db=self.storage.db,
            lease_keeper=lease_keeper,
            intake=intake,
            now=services.now,
            files_away=lambda: fetcher.backoff.is_failing,
            files_held=lambda: (fetcher.compared, fetcher.held),
            doubt=lambda: services.keeper.doubt,
        )
