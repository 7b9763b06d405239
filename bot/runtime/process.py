"""The parts of one process."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config.settings import Settings
from bot.core.roles import ProcessRole
from bot.delivery.broadcaster import Broadcaster
from bot.delivery.case_file_sender import CaseFileSender
from bot.delivery.courier import Courier
from bot.delivery.fetcher import Fetcher
from bot.intake.claims import Claims
from bot.intake.intake import Intake
from bot.intake.person_queues import PersonQueues
from bot.intake.takeover import Takeover
from bot.intake.worker import Answered
from bot.leases.lease_keeper import LeaseKeeper
from bot.monitoring.health import Health
from bot.monitoring.watchdog import Watch
from bot.telegram.aiohttp_request import AiohttpRequest
from bot.telegram.rate_limited import RateLimitedRequest
from handlers.core.context import App
from handlers.core.services import Services
from storage.engine.database import Database
from storage.queues.inbox import Arrival

if TYPE_CHECKING:
    from bot.delivery.mailer import Mailer
    from bot.monitoring.metrics import Metrics


@dataclass(slots=True, kw_only=True)
class Jubao:
    """All parts of one process, built but not yet running.

    `wire` is the HTTP client for calls, `poller` the one for `getUpdates`. `stopping` ends the
    process, `fatal` are the errors that ended it. Without `metrics` none are served.
    """

    settings: Settings
    app: App
    wire: RateLimitedRequest
    poller: AiohttpRequest
    db: Database
    services: Services
    person_queues: PersonQueues[Arrival]
    intake: Intake
    courier: Courier
    broadcaster: Broadcaster
    mailer: "Mailer | None"
    fetcher: Fetcher
    case_files: CaseFileSender
    answered: Answered
    role: ProcessRole
    claims: Claims | None
    takeover: Takeover | None
    lease_keeper: LeaseKeeper
    health: Health
    metrics: "Metrics | None"
    watch: Watch
    stopping: asyncio.Event
    fatal: list[BaseException]

    def fail(self, error: BaseException) -> None:
        """Stop the process because of an error, which is raised at the end."""
        self.fatal.append(error)
        self.stopping.set()
