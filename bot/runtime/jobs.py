"""The concurrent jobs of a process, by its role."""

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any

from bot.backup import upgrade_copies
from bot.config.choices import Mode
from bot.core.garbage import collect_garbage
from bot.intake.intake import poll
from bot.runtime import clock
from bot.runtime.process import Jubao
from bot.telegram import no_answer
from conversation.parsing.urls import registered
from handlers.core import menus

Job = Coroutine[Any, Any, object]


def monitoring_jobs(jubao: Jubao) -> list[Job]:
    """Monitoring: measuring the event loop's lag, and the HTTP endpoints."""
    jobs: list[Job] = [jubao.health.lag.measure()]
    if jubao.metrics is not None:
        from bot.monitoring.endpoints import Monitor  # noqa: PLC0415 - imports a web server

        monitor = Monitor(jubao.health, jubao.metrics)
        jobs.append(monitor.serve(jubao.settings.metrics_listen))
    return jobs


def startup_jobs(jubao: Jubao) -> list[Job]:
    """Jobs that run from the start, without Telegram: leases, garbage collection, alarms."""
    watching = [jubao.watch.run()] if jubao.role.sends else []
    return [jubao.lease_keeper.keep(), collect_garbage(), *watching]


def jobs(jubao: Jubao) -> list[Job]:
    """Jobs that start once Telegram has answered."""
    role = jubao.role
    return [
        *(_receiving(jubao) if role.takes_in else _watching_others(jubao)),
        *(_sending(jubao) if role.sends else [clock.keep_profile(jubao.db, jubao.services)]),
    ]


def _receiving(jubao: Jubao) -> list[Job]:
    """Receiving and handling updates."""
    ready = asyncio.to_thread(registered, "example.org")  # loads the list of suffixes early
    if jubao.claims is None or jubao.takeover is None:
        return [ready, *_receivers(jubao), jubao.answered.keep_writing()]
    return [ready, *_receivers(jubao), jubao.claims.run(), jubao.takeover.run()]


def _receivers(jubao: Jubao) -> list[Job]:
    settings, bot = jubao.settings, jubao.app.bot
    if settings.mode is Mode.POLLING:
        means = partial(no_answer.means, settings)
        return [poll(jubao.intake, jubao.poller, bot.base_url, means)]
    from bot.intake import webhook  # noqa: PLC0415 - imports a web server

    hook = webhook.hook_of(jubao.intake, settings)
    return [
        hook.serve(settings.webhook_listen),
        webhook.watch(bot, jubao.intake, settings.webhook_url),
    ]


def _watching_others(jubao: Jubao) -> list[Job]:
    """In the courier: get notified of queued notices, and check that the webhook works."""
    from bot.intake import webhook  # noqa: PLC0415 - imports a web server

    return [
        jubao.db.hear_others(),
        webhook.watch(jubao.app.bot, jubao.intake, jubao.settings.webhook_url),
    ]


def _sending(jubao: Jubao) -> list[Job]:
    """Sending and scheduled jobs, which only one process runs at a time.

    Publishing the menus is a job of its own, so that it does not delay updates.
    """
    return [
        menus.publish_patiently(jubao.app.bot, jubao.services),
        jubao.courier.run(),
        jubao.broadcaster.run(),
        jubao.fetcher.run(),
        jubao.case_files.run(),
        clock.run(jubao.db, jubao.services),
        upgrade_copies.run(jubao.settings, jubao.services),
        *([jubao.mailer.run()] if jubao.mailer is not None else []),
    ]
