"""One process from start to end: what it waits for, what runs side by side, how it stops."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import structlog
from telegram import WebhookInfo
from telegram.error import InvalidToken, NetworkError, RetryAfter

from bot.config import evidence_place
from bot.config.settings import PREFIX, Mode, Settings
from bot.core.backoff import Backoff
from bot.core.errors import Refused
from bot.core.loop import wait_for
from bot.core.roles import WHOLE, ProcessRole
from bot.intake import webhook
from bot.leases.upgrade_guard import wait_until_alone
from bot.runtime import jobs
from bot.runtime.app import STOP_SECONDS, building
from bot.runtime.jobs import Job
from bot.runtime.process import Jubao
from storage.queues import inbox
from usecases.delivery import replies
from usecases.operations import recovery
from usecases.operations.recovery import UNANSWERED_SECONDS
from usecases.session import by_system

log = structlog.get_logger("jubao.serving")

NEXT_TRY = 5.0
LONGEST_TRY = 60.0


async def run(settings: Settings, part: ProcessRole = WHOLE) -> None:
    """`jubao run`, `worker` or `courier`: until a signal, or until going on is impossible."""
    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):  # before anything is begun that has to be ended
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    evidence_place.check(settings)  # before the database is made or changed
    await wait_until_alone(settings.database_url)
    async with building(settings, part=part, stopping=stopping) as jubao:
        await evidence_place.check_owner(settings, jubao.db, jubao.fetcher.files)
        _keep_what_is_built()
        await serve(jubao)


def _keep_what_is_built() -> None:
    """What is built by now stays, so it is not looked through for garbage again (decision 27).

    Nor now: of 170,000 objects 39 were garbage, 13,000 where the schema was new, and looking takes
    a tenth of a second or two.
    """
    gc.freeze()


async def serve(jubao: Jubao) -> None:
    """Run until `stopping` is set; raises what made going on impossible.

    Nothing is touched before this process may do its part; one that stands by says meanwhile
    that it lives.
    """
    patient = jubao.part.patient
    async with _beside(jubao, *(jobs.doors(jubao) if patient else ())):
        if await jubao.lease_keeper.take(jubao.stopping):
            try:
                async with _beside(
                    jubao, *jobs.keepers(jubao), *(() if patient else jobs.doors(jubao))
                ):
                    await _begin(jubao)
                    await _work(jubao)
            finally:
                await _leave(jubao)
    if jubao.fatal:
        raise jubao.fatal[0]


async def _begin(jubao: Jubao) -> None:
    """See to what a sender before us has left."""
    if not jubao.part.sends:
        return
    left = await jubao.db.run(by_system, jubao.services.conditions(), recovery.take_over)
    if left:
        log.info("taken-over", notices=left.notices, readers=left.readers, files=left.files)


async def _work(jubao: Jubao) -> None:
    """What needs Telegram, from its first answer on."""
    await _until_answered(jubao, jubao.app.initialize)
    info = await _until_answered(jubao, jubao.app.bot.get_webhook_info)
    if info is None or jubao.stopping.is_set():
        return
    jubao.services.username = jubao.app.bot.username
    if jubao.part.takes_in:
        check_way_in(info, jubao.settings)
    if jubao.part is WHOLE:
        await _remember(jubao)
    try:
        async with _beside(jubao, *jobs.jobs(jubao)):
            log.info("ready", bot=jubao.services.username)
            await jubao.stopping.wait()
            log.info("stopping")
            ending = asyncio.create_task(
                jubao.person_queues.stop(STOP_SECONDS)
            )  # beside the jobs' own end
        await ending
    finally:
        await jubao.answered.write()


async def _leave(jubao: Jubao) -> None:
    """Others may have at once what we held."""
    if jubao.inheriting is not None:
        try:
            await jubao.inheriting.leave()
        except Exception:
            log.exception("claims-not-given-back")
    else:
        await jubao.lease_keeper.give_back()


def check_way_in(info: WebhookInfo, settings: Settings) -> None:
    """Refused where updates come in another way than the settings say."""
    if settings.mode is Mode.WEBHOOK:
        webhook.check(info, settings)
    elif info.url:
        raise Refused(
            "a webhook is set for this bot: `jubao webhook delete` deletes it, "
            f"{PREFIX}MODE=webhook serves it"
        )


@asynccontextmanager
async def _beside(jubao: Jubao, *side: Job) -> AsyncIterator[None]:
    """Run jobs meanwhile, and let each come to its end; one that fails makes the process stop."""
    running = [asyncio.create_task(_watched(jubao, job)) for job in side]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _watched(jubao: Jubao, job: Job) -> None:
    try:
        await job
    except Exception as error:  # noqa: BLE001 - it is raised once all others have come to their end
        jubao.fail(error)


async def _until_answered(jubao: Jubao, ask: Callable[[], Awaitable[Any]]) -> Any:
    """Ask Telegram until it answers: away at start is no reason to die. None where we stop."""
    backoff = Backoff(NEXT_TRY, LONGEST_TRY)
    while not jubao.stopping.is_set():
        try:
            return await ask()
        except InvalidToken:
            raise
        except (NetworkError, RetryAfter) as error:
            wait = backoff.failed()
            log.warning("telegram-away", error=type(error).__name__, again_in=wait)
            await wait_for(jubao.stopping, wait)
    return None


async def _remember(jubao: Jubao) -> None:
    """After a start: run what was stored and not acted on; ask again what was not answered.

    Whoever has an update still to run gets their answer from that one.
    """
    since = int(jubao.services.now()) - UNANSWERED_SECONDS
    unanswered = await jubao.db.run(inbox.unanswered, jubao.intake.bot_id, since)
    resumed = await jubao.intake.recover()
    running = {arrival.lane for arrival in resumed}
    for who in unanswered:
        if who not in running:
            await jubao.db.run(by_system, jubao.services.conditions(), replies.owe_screen, who)
    if resumed or unanswered:
        log.info("resumed", updates=len(resumed), questions=len(set(unanswered) - running))
