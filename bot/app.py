"""The composition root: builds everything once, and takes it down in order."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram.error import TelegramError

from bot import clock, room
from bot.application import build_app
from bot.broadcaster import Broadcaster
from bot.claims import Claims
from bot.courier import Courier
from bot.fetcher import Fetcher
from bot.ground import files_of
from bot.health import Health
from bot.heeding import Heeding
from bot.inheriting import Inheriting
from bot.intake import Intake
from bot.lanes import Lanes
from bot.mail_server import MailServer
from bot.mailer import Mailer
from bot.meters import Meters
from bot.monitoring import Monitor
from bot.pacing import Pacer
from bot.parts import WHOLE, Part
from bot.settings import Settings
from bot.telegram_time import is_here
from bot.tenure import Tenure
from bot.watching import Watch
from bot.wire import Wire
from bot.worker import Answered, Worker
from domain.profile import Profile
from handlers.context import App
from handlers.house import House
from locales.catalog import Catalog
from storage.db import Database
from storage.inbox import Arrival
from storage.seal import Ring
from usecases import archiving, upkeep

STOP_SECONDS = 6.0  # what runs may finish; systemd and Docker wait ten in all


@dataclass(slots=True, kw_only=True)
class Jubao:
    """Everything that one process is made of, built but not yet running."""

    settings: Settings
    app: App
    wire: Heeding
    poller: Wire
    db: Database
    house: House
    lanes: Lanes[Arrival]
    intake: Intake
    courier: Courier
    broadcaster: Broadcaster
    mailer: Mailer | None
    fetcher: Fetcher
    answered: Answered
    part: Part
    claims: Claims | None
    inheriting: Inheriting | None
    tenure: Tenure
    monitor: Monitor
    watch: Watch
    stopping: asyncio.Event
    fatal: list[BaseException]

    def fail(self, error: BaseException) -> None:
        """Going on is impossible: stop, and say so at the end."""
        self.fatal.append(error)
        self.stopping.set()


@asynccontextmanager
async def building(
    settings: Settings,
    *,
    part: Part = WHOLE,
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
    db = await Database.open(settings.database_url, Ring.parse(settings.seal_keys_text))
    try:
        db.name_admins(settings.admins)
        profile = await _profile(db, settings, int(now()))
        house = House(
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
            no_room=room.Gauge(settings).full,
            steady=steady or (time.monotonic if now is time.time else now),
        )
        await clock.glance(db, house)
        pacer = Pacer(rate=settings.send_rate, clock=time.monotonic)
        meters = Meters()
        on_date = house.keeper.heard_date if not is_here(settings.api_base_url) else _unheard
        wire = Heeding(wire or Wire(on_answer=meters.count_call, on_date=on_date), pacer)
        poller = poller or Wire(pool_size=2, read_timeout=40.0, on_date=on_date)
        app = build_app(house, wire, poller, settings)
        token_id = int(settings.bot_token.get_secret_value().partition(":")[0])
        stopping, fatal = stopping or asyncio.Event(), list[BaseException]()

        def on_fatal(error: BaseException) -> None:
            fatal.append(error)
            stopping.set()

        courier = Courier(app.bot, db, house, pacer, on_fatal)
        broadcaster = Broadcaster(app.bot, db, house, pacer, settings.broadcast_rate, on_fatal)
        mail = MailServer.at(settings.smtp_url.get_secret_value(), settings.mail_from)
        mailer = Mailer(mail, db, house, count=meters.count_mail) if settings.mails else None

        def on_owed() -> None:
            courier.wake()
            broadcaster.wake()
            if mailer is not None:
                mailer.wake()

        db.on_owed = on_owed if part.sends else db.tell_others
        fetcher = Fetcher(app.bot, db, files_of(settings), house)
        house.read_file = fetcher.read
        answered = Answered(db, token_id, [])
        worker = Worker(app, db, token_id, answered, meters.count_update)
        tenure = Tenure(db, now, part)
        claims = Claims(db, worker, part.holds[0]) if part.shares else None
        inheriting = Inheriting(db, house, claims) if claims is not None else None
        lanes = claims.lanes if claims is not None else Lanes(worker.run)
        intake = Intake(db, claims or lanes, token_id, now, count=meters.count_update)
        intake.on_updates = house.keeper.heard_updates
        health = Health(
            settings=settings,
            db=db,
            tenure=tenure,
            intake=intake,
            now=now,
            files_away=fetcher.reach.is_away,
            files_held=lambda: (fetcher.compared, fetcher.held),
            doubt=lambda: house.keeper.doubt,
        )
        jubao = Jubao(
            settings=settings,
            app=app,
            wire=wire,
            poller=poller,
            db=db,
            house=house,
            lanes=lanes,
            intake=intake,
            courier=courier,
            broadcaster=broadcaster,
            mailer=mailer,
            fetcher=fetcher,
            answered=answered,
            part=part,
            claims=claims,
            inheriting=inheriting,
            tenure=tenure,
            monitor=Monitor(health, meters),
            watch=Watch(health, house, mail if settings.mails else None, settings.alarm_mail),
            stopping=stopping,
            fatal=fatal,
        )
        try:
            yield jubao
        finally:
            await lanes.stop(STOP_SECONDS)
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
    found = await db.run(upkeep.profile)
    if found is None:
        from bot.profile import read_profile  # noqa: PLC0415 - slow to import, for the first start

        await db.run(upkeep.install_profile, read_profile(Path(settings.profile)), now)
        found = await db.run(upkeep.profile)
    assert found is not None  # it was just written
    await db.run(archiving.fix_promises, found)
    return found
