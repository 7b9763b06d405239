"""Run scheduled jobs once a minute, reload the profile, and check this machine's clock."""

from collections.abc import Coroutine
from functools import partial
from typing import Any

import structlog

from bot.core.loop import repeat
from domain.clocks.clock_trust import Doubt
from handlers.core.services import Services
from handlers.core.timekeeper import Timekeeper
from storage.audit.journal_order import SHOWN
from storage.engine.database import Database
from usecases.core import profile
from usecases.core.erasure_gate import Job
from usecases.operations import audit, scheduled, timekeeping
from usecases.session import by_system

log = structlog.get_logger("jubao.clock")

EVERY = 60.0
MOST_BATCHES = 40  # runs of one job per minute, so that a large backlog does not delay other jobs


async def run(db: Database, services: Services, *, every: float = EVERY) -> None:
    """Run `tick` every `every` seconds, until cancelled."""
    work = partial(tick, db, services)
    await repeat(work, every=every, log=log, failed="scheduled-job-failed")


async def keep_profile(db: Database, services: Services, *, every: float = EVERY) -> None:
    """In a process without scheduled jobs: reload the profile and check the clock, until cancelled.

    The newest update's time is stored, for the check by the process that runs the jobs.
    """
    work = partial(keep_once, db, services)
    await repeat(work, every=every, log=log, failed="scheduled-job-failed", delay=every)


async def keep_once(db: Database, services: Services) -> None:
    """Do so once."""
    await _safely("profile", _look_at_profile(db, services))
    if services.keeper.newest_update is not None:
        await _safely("clock", db.run(timekeeping.heard, services.keeper.newest_update))
    await _safely("clock", glance(db, services))
    _log_change(services.keeper)


async def tick(db: Database, services: Services) -> None:
    """Run every job until it has nothing left to do; errors of one do not stop the others.

    While this machine's clock is in doubt only jobs that must not wait are run.
    """
    await _safely("profile", _look_at_profile(db, services))
    await _safely("clock", _look_at_clock(db, services))
    for job in scheduled.JOBS:
        await _safely(job.__name__, _do(db, services, job))
    await _safely("erasures", db.finish_erasures())  # by the jobs and by everybody else
    if services.keeper.trusts():
        await _safely("journal_head", _tell_head(db, services))


async def _do(db: Database, services: Services, job: Job) -> None:
    for _ in range(MOST_BATCHES):
        conditions = services.conditions()
        if not scheduled.may_run(job, conditions) or not await db.run(by_system, conditions, job):
            return


async def glance(db: Database, services: Services) -> None:
    """Check this machine's clock against known times; stores nothing."""
    seen = services.keeper.seen()
    judgement = await db.read(timekeeping.check, seen)
    services.keeper.judged(seen, judgement.doubt)


async def _look_at_clock(db: Database, services: Services) -> None:
    """The same; stores the result and notifies admins."""
    keeper, conditions = services.keeper, services.conditions()
    moved, seen = keeper.looked(), keeper.seen()
    new_doubt = await db.run(by_system, conditions, timekeeping.look, seen, moved)
    keeper.judged(seen, new_doubt)
    _log_change(keeper)


def _log_change(keeper: Timekeeper) -> None:
    """Log a doubt that is new, and its end; the check at the start has logged nothing."""
    if keeper.doubt in {keeper.logged, Doubt.UNCHECKED}:
        return
    keeper.logged = keeper.doubt
    if keeper.doubt is not None:
        log.error("clock-not-trusted", why=keeper.doubt.value)
    else:
        log.warning("clock-trusted-again")


async def _tell_head(db: Database, services: Services) -> None:
    """Log the journal's head once a day: a copy kept elsewhere shows if the journal is cut off."""
    head = await db.run(by_system, services.conditions(), audit.tell_head)
    if head is not None:
        # In two fields, the hash with a letter before it: else it could be redacted as a number.
        log.info("journal-head", entries=head.count, hash=f"h{head.link[:SHOWN]}")


async def _look_at_profile(db: Database, services: Services) -> None:
    changed = await db.run(profile.changed_profile, services.profile)
    if changed is not None:
        services.profile = changed
        log.info("profile-changed", units=len(changed.units))


async def _safely(name: str, work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        log.exception("scheduled-job-failed", job=name)
