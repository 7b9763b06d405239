"""The composition root: builds everything once, and takes it down in order."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from telegram.error import TelegramError

from bot.config.settings import Settings
from bot.core.resources import files_of
from bot.core.roles import WHOLE, ProcessRole
from bot.delivery.broadcaster import Broadcaster
from bot.delivery.courier import Courier
from bot.delivery.fetcher import Fetcher
from bot.delivery.mail_server import MailServer
from bot.delivery.mailer import Mailer
from bot.delivery.pacer import Pacer
from bot.intake.claims import Claims
from bot.intake.intake import Intake
from bot.intake.person_queues import PersonQueues
from bot.intake.takeover import Takeover
from bot.intake.worker import Answered, Worker
from bot.leases.lease_keeper import LeaseKeeper
from bot.monitoring import disk_space
from bot.monitoring.endpoints import Monitor
from bot.monitoring.health import Health
from bot.monitoring.metrics import Metrics
from bot.monitoring.watchdog import Watch
from bot.runtime import clock
from bot.runtime.application import build_app
from bot.runtime.process import Jubao
from bot.telegram.aiohttp_request import AiohttpRequest
from bot.telegram.rate_limited import RateLimitedRequest
from bot.telegram.server_time import is_here
from domain.profile import Profile
from handlers.core.services import Services
from locales.catalog import Catalog
from storage.crypto.encryption import KeyRing
from storage.engine.database import Database
from storage.wiring import open_database
from usecases.cases import archiving
from usecases.core import profile as core_profile

STOP_SECONDS = 6.0  # what runs may finish; systemd and Docker wait ten in all


@asynccontextmanager
async def building(
    settings: Settings,
    *,
    part: ProcessRole = WHOLE,
    wire: Any = None,
    poller: Any = None,
    words: Catalog | None = None,
    now: Callable[[], float] = time.time,
    steady: Callable[[], float] | None = None,
    stopping: asyncio.Event | None = None,
) -> AsyncIterator[Jubao]:
    """Build a process and take it down again; `wire` may be a stand-in, `now` another clock.

    `steady` is a clock that nobody sets: this machine's where `now` is, else `now` itself.
    `stopping` is what tells it to end; it may be set before it is built.
    """
    db = await open_database(settings.database_url, KeyRing.parse(settings.seal_keys_text))
    try:
        db.name_admins(settings.admins)
        profile = await _profile(db, settings, int(now()))
        services = Services(
            db=db,
            words=words or Catalog(),
            profile=profile,
            now=now,
            read_file=_unread,
            admins=frozenset(settings.admins),
            locale=settings.locale,
            limits={
                "reports_per_hour": settings.reports_per_hour,
                "tracks_per_hour": settings.tracks_per_hour,
                "additions_per_hour": settings.additions_per_hour,
                "identities_per_day": settings.identities_per_day,
                "flood_per_minute": settings.flood_per_minute,
                "mail": settings.mails,
            },
            no_room=disk_space.Gauge(settings).full,
            steady=steady or (time.monotonic if now is time.time else now),
        )
        await clock.glance(db, services)
        pacer = Pacer(rate=settings.send_rate, clock=time.monotonic)
        meters = Metrics()
        on_date = services.keeper.heard_date if not is_here(settings.api_base_url) else _unheard
        wire = RateLimitedRequest(
            wire or AiohttpRequest(on_answer=meters.count_call, on_date=on_date), pacer
        )
        poller = poller or AiohttpRequest(pool_size=2, read_timeout=40.0, on_date=on_date)
        app = build_app(services, wire, poller, settings)
        token_id = int(settings.bot_token.get_secret_value().partition(":")[0])
        stopping, fatal = stopping or asyncio.Event(), list[BaseException]()

        def on_fatal(error: BaseException) -> None:
            fatal.append(error)
            stopping.set()

        courier = Courier(app.bot, db, services, pacer, on_fatal)
        broadcaster = Broadcaster(app.bot, db, services, pacer, settings.broadcast_rate, on_fatal)
        mail = MailServer.at(settings.smtp_url.get_secret_value(), settings.mail_from)
        mailer = Mailer(mail, db, services, count=meters.count_mail) if settings.mails else None

        def on_owed() -> None:
            courier.wake()
            broadcaster.wake()
            if mailer is not None:
                mailer.wake()

        db.on_owed = on_owed if part.sends else db.tell_others
        fetcher = Fetcher(app.bot, db, files_of(settings), services)
        services.read_file = fetcher.read
        answered = Answered(db, token_id, [])
        worker = Worker(app, db, token_id, answered, meters.count_update)
        lease_keeper = LeaseKeeper(db, now, part)
        claims = Claims(db, worker, part.holds[0]) if part.shares else None
        inheriting = Takeover(db, services, claims) if claims is not None else None
        person_queues = claims.person_queues if claims is not None else PersonQueues(worker.run)
        intake = Intake(db, claims or person_queues, token_id, now, count=meters.count_update)
        intake.on_updates = services.keeper.heard_updates
        health = Health(
            settings=settings,
            db=db,
            lease_keeper=lease_keeper,
            intake=intake,
            now=now,
            files_away=fetcher.reach.is_away,
            files_held=lambda: (fetcher.compared, fetcher.held),
            doubt=lambda: services.keeper.doubt,
        )
        jubao = Jubao(
            settings=settings,
            app=app,
            wire=wire,
            poller=poller,
            db=db,
            services=services,
            person_queues=person_queues,
            intake=intake,
            courier=courier,
            broadcaster=broadcaster,
            mailer=mailer,
            fetcher=fetcher,
            answered=answered,
            part=part,
            claims=claims,
            inheriting=inheriting,
            lease_keeper=lease_keeper,
            monitor=Monitor(health, meters),
            watch=Watch(health, services, mail if settings.mails else None, settings.alarm_mail),
            stopping=stopping,
            fatal=fatal,
        )
        try:
            yield jubao
        finally:
            await person_queues.stop(STOP_SECONDS)
            await answered.write()
            with contextlib.suppress(TelegramError, RuntimeError):
                await app.shutdown()
            for each in (wire, poller):  # the library leaves them open where getMe has failed
                await each.shutdown()
    finally:
        await db.close()


def _unheard(_: str | None) -> None:
    """A Bot API server on this very machine goes by the clock that is to be held against it."""


async def _unread(_: str) -> bytes:
    raise RuntimeError("the house is not finished")


async def _profile(db: Database, settings: Settings, now: int) -> Profile:
    """The profile in the database; at the first start it is read from its folder."""
    found = await db.run(core_profile.profile)
    if found is None:
        from bot.config.profile import read_profile  # noqa: PLC0415 - slow to import, for the first start

        await db.run(core_profile.install_profile, read_profile(Path(settings.profile)), now)
        found = await db.run(core_profile.profile)
    assert found is not None  # it was just written
    await db.run(archiving.fix_promises, found)
    return found
