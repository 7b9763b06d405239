"""Run one process from start to end: leases, startup checks, jobs, shutdown."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import structlog
from telegram import WebhookInfo
from telegram.error import InvalidToken, NetworkError, RetryAfter

from bot.backup import work_folders
from bot.config import evidence_place, own_files, zones
from bot.config.choices import Mode
from bot.config.settings import PREFIX, Settings
from bot.core.backoff import Backoff
from bot.core.errors import Refused
from bot.core.loop import wait_for
from bot.core.roles import WHOLE, ProcessRole
from bot.leases.upgrade_guard import wait_until_alone
from bot.runtime import jobs, reload
from bot.runtime.app import STOP_SECONDS, building
from bot.runtime.jobs import Job
from bot.runtime.process import Jubao
from bot.telegram import no_answer
from storage.core.database_url import sqlite_file
from usecases.operations import recovery
from usecases.session import by_system

log = structlog.get_logger("jubao.serving")

NEXT_TRY = 5.0  # seconds until the second call while Telegram is unavailable
LONGEST_TRY = 60.0


async def run(settings: Settings, role: ProcessRole = WHOLE) -> None:
    """Run `jubao run`, `worker` or `courier` until a signal or a fatal error, which is raised."""
    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):  # first, so that a signal ends it in order
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    own_files.check(settings)  # before the database is created or upgraded
    if (file := sqlite_file(settings.database_url)) is not None:
        work_folders.refuse_while_made(file.absolute())
    await wait_until_alone(settings.database_url)
    async with building(settings, role=role, stopping=stopping) as jubao:
        await evidence_place.check_owner(settings, jubao.db, jubao.fetcher.files)
        if words := zones.difference(settings.timezone, jubao.services.profile.timezone):
            log.warning("timezones-differ", difference=words)
        _begin_collecting()
        with reloading(jubao):
            await serve(jubao)


@contextmanager
def reloading(jubao: Jubao) -> Iterator[None]:
    """While it runs, SIGHUP reads the admins' ids of the settings again."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, lambda: reload.admins(jubao.db, jubao.services))
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)


def _begin_collecting() -> None:
    """Collect garbage from now on, but of what was built so far, since that stays (decision 27).

    Without a collection before: of 170,000 objects 39 were garbage, or 13,000 after creating the
    schema, and it would take 0.1 to 0.2 s.
    """
    gc.freeze()
    gc.enable()


async def serve(jubao: Jubao) -> None:
    """Run until `stopping` is set; raises the fatal error, if any.

    Nothing is changed before the leases are held. A process on standby serves its monitoring
    endpoints meanwhile.
    """
    patient = jubao.role.patient
    async with _running(jubao, *(jobs.monitoring_jobs(jubao) if patient else ())):
        if await jubao.lease_keeper.take(jubao.stopping):
            try:
                async with _running(
                    jubao,
                    *jobs.startup_jobs(jubao),
                    *(() if patient else jobs.monitoring_jobs(jubao)),
                ):
                    await _begin(jubao)
                    await _work(jubao)
            finally:
                await _release(jubao)
    if jubao.fatal:
        raise jubao.fatal[0]


async def _begin(jubao: Jubao) -> None:
    """Release what the previous sender had claimed."""
    if not jubao.role.sends:
        return
    left = await jubao.db.run(by_system, jubao.services.conditions(), recovery.take_over)
    if left:
        log.info("claims-released", notices=left.notices, readers=left.readers, files=left.files)


async def _work(jubao: Jubao) -> None:
    """Wait for Telegram, then run the jobs until `stopping` is set."""
    await _until_answered(jubao, jubao.app.initialize)
    info = await _until_answered(jubao, jubao.app.bot.get_webhook_info)
    if info is None or jubao.stopping.is_set():
        return
    jubao.services.username = jubao.app.bot.username
    if jubao.role.takes_in:
        check_webhook_mode(info, jubao.settings)
    if jubao.role is WHOLE:
        await _resume(jubao)
    try:
        async with _running(jubao, *jobs.jobs(jubao)):
            log.info("ready", bot=jubao.services.username)
            await jubao.stopping.wait()
            log.info("stopping")
            ending = asyncio.create_task(
                jubao.person_queues.stop(STOP_SECONDS)
            )  # while the jobs end
        await ending
    finally:
        await jubao.answered.write()


async def _release(jubao: Jubao) -> None:
    """Release claims and leases, so that others can take over at once."""
    if jubao.takeover is not None:
        try:
            await jubao.takeover.leave()
        except Exception:
            log.exception("claims-not-released")
    else:
        await jubao.lease_keeper.give_back()


def check_webhook_mode(info: WebhookInfo, settings: Settings) -> None:
    """Raise Refused if Telegram's webhook does not fit the mode of the settings."""
    if settings.mode is Mode.WEBHOOK:
        from bot.intake import webhook  # noqa: PLC0415 - imports a web server

        webhook.check(info, settings)
    elif info.url:
        raise Refused(
            "a webhook is set for this bot: `jubao webhook delete` deletes it, "
            f"{PREFIX}MODE=webhook serves it"
        )


@asynccontextmanager
async def _running(jubao: Jubao, *side: Job) -> AsyncIterator[None]:
    """Run jobs during the block, then cancel them; an error in one stops the process."""
    running = [asyncio.create_task(_guarded(jubao, job)) for job in side]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _guarded(jubao: Jubao, job: Job) -> None:
    try:
        await job
    except Exception as error:  # noqa: BLE001 - raised once all other jobs have ended
        jubao.fail(error)


async def _until_answered(jubao: Jubao, ask: Callable[[], Awaitable[Any]]) -> Any:
    """Call Telegram until it answers, with backoff; returns None if `stopping` is set first."""
    backoff = Backoff(NEXT_TRY, LONGEST_TRY)
    while not jubao.stopping.is_set():
        try:
            return await ask()
        except InvalidToken:
            raise
        except (NetworkError, RetryAfter) as error:
            wait = backoff.failed()
            words = no_answer.means(jubao.settings, error)
            log.warning(
                "telegram-unavailable", error=type(error).__name__, again_in=wait, means=words
            )
            await wait_for(jubao.stopping, wait)
    return None


async def _resume(jubao: Jubao) -> None:
    """At the start, run stored updates that have not acted, and make up for lost replies."""
    owed = await jubao.db.run(
        by_system, jubao.services.conditions(), recovery.owe_replies, jubao.intake.bot_id
    )
    resumed = await jubao.intake.recover()
    if resumed or owed:
        log.info("resumed", updates=len(resumed), replies=owed)
