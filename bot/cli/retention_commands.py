"""`jubao retention`: count data past its retention period, and delete it unless `--dry-run`."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.backup import upgrade_copies
from bot.cli.commands import conditions_of, quiet_settings
from bot.config import evidence_place, own_files
from bot.config.resources import files_of, opened_as_it_is
from bot.config.settings import Settings
from bot.core.errors import Failed, Refused
from bot.telegram import server_time
from domain.clocks.clock_trust import Doubt, Seen
from domain.orphan_files import Held
from storage.engine.database import Database
from usecases.core.request import Conditions
from usecases.operations import retention, timekeeping
from usecases.operations.retention import MOST, Agreement
from usecases.session import by_system

DOUBTS = {
    Doubt.TELEGRAM: "Telegram's answers have another date",
    Doubt.UPDATE: "messages from Telegram are younger than that",
    Doubt.JOURNAL: "the newest entry of the journal is younger than that",
    Doubt.AHEAD: "the bot ran last long before that, and Telegram did not say what time it is",
    Doubt.BEHIND: "the bot has run later than that",
}

_HELD = {
    Held.BEHIND: "this database is a copy, or was restored: another one may have stored them",
    Held.FIRST: "they were there when it looked for the first time",
    Held.MANY: "they are more than a tenth",
}


def retain(*, dry_run: bool, trust_clock: bool) -> str:
    """Count what is due, delete it unless `dry_run`, and compare rows with stored files.

    Raises Failed, with the counts, if a stored file is missing; Refused if the clock is in doubt.
    """
    settings = quiet_settings()
    own_files.check(settings)

    async def look() -> tuple[dict[str, int], Agreement]:
        async with opened_as_it_is(settings) as db:
            files = files_of(settings)
            await evidence_place.check_store(settings, db, files)
            conditions = await conditions_of(db, settings)
            counts_due = await db.read(by_system, conditions, retention.due)
            counts_due["copies of before an upgrade"] = upgrade_copies.old(settings, conditions.now)
            if not dry_run:
                conditions = await _trusted(db, settings, conditions, vouched=trust_clock)
                await retention.apply(db, conditions)
                upgrade_copies.remove(settings, conditions.now)
            agreed = await retention.reconcile(
                db, files, conditions.now, remove=not dry_run, by_hand=True
            )
            return counts_due, agreed

    counts_due, agreed = asyncio.run(look())
    counts = {**counts_due, "files that no row speaks of": agreed.orphans}
    lines = [f"{_count(count):>8}  {kind}" for kind, count in counts.items()]
    lines += [f"unknown: {name}" for name in agreed.unknown]
    if agreed.held is not None:
        lines.append(
            f"the bot leaves them alone ({_HELD[agreed.held]}): `jubao retention` erases them"
        )
    lines.append("nothing was changed" if dry_run else "done; the running bot erases the files")
    text = "\n".join(lines)
    if agreed.missing_count:
        named = "\n".join(f"missing: {name}" for name in agreed.missing)
        raise Failed(f"{agreed.missing_count} files are not there", found=f"{text}\n{named}")
    return text


async def _trusted(
    db: Database, settings: Settings, conditions: Conditions, *, vouched: bool
) -> Conditions:
    """Conditions that allow erasing; Refused while the clock is in doubt."""
    seen = Seen(now=conditions.now, telegram=await _telegram_time(settings))
    trust = await db.read(timekeeping.check, seen)
    if trust.doubt is not None:
        at = _moment(settings, conditions.now)
        words = f"this machine's clock says {at}, but {DOUBTS[trust.doubt]}"
        if not vouched:
            raise Refused(f"{words}: nothing is erased; set the clock, or see --trust-clock")
        counts_from = await db.run(by_system, conditions, timekeeping.vouch, seen)
        if counts_from is not None:
            when = _moment(settings, counts_from)
            raise Refused(f"{words}: nothing is erased; --trust-clock counts from {when} on")
    return replace(conditions, clock_trusted=True)


async def _telegram_time(settings: Settings) -> float | None:
    if server_time.is_local(settings.api_base_url):
        return None
    try:
        return await server_time.telegram_time(settings)
    except server_time.TimeUnknown:
        return None


def _moment(settings: Settings, at: int) -> str:
    return f"{datetime.fromtimestamp(at, ZoneInfo(settings.timezone)):%Y-%m-%d %H:%M}"


def _count(count: int) -> str:
    return f"{count}+" if count >= MOST else str(count)
