"""Checks of an opened database: keys, journal, last backup, clock, held notices, admins."""

import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from bot.doctor.report import Finding, bad, good, note
from storage.backup import root_stages, rotation
from storage.crypto.roots import Stage
from storage.engine import counters, erasures
from storage.engine.database import Database
from storage.network import people
from storage.queues import held_notices
from usecases.operations import audit, key_rotation, restore, timekeeping

HOUR = 3600
COPIES = "admin_copies"  # a counter that migration 0006 wrote
BACKUP_HOURS = 26  # a day, and the time a backup takes
NEWEST = 2000  # newest journal entries that are verified; `audit verify` verifies all


async def examined(db: Database, erasure_list: str = "") -> AsyncIterator[Finding]:
    """All checks but `admins`, one finding each; `erasure_list` is where that list is."""
    yield await _keys(db)
    yield await _journal(db)
    yield await _backup(db)
    if unlisted := await db.read(erasures.count_pending):
        words = f"{unlisted} are not in the list of erasures: can {erasure_list} be written?"
        yield bad("erasures", f"{words} A restore would bring them back")
    doubted_at = await db.read(timekeeping.doubted_since)
    if doubted_at is not None:
        at = datetime.fromtimestamp(doubted_at, UTC)
        words = f"the bot trusts no clock since it read {at:%Y-%m-%d %H:%M} UTC, and erases nothing"
        yield bad("clock", f"{words}: set the clock and let the system keep it (NTP)")
    held = sum((await db.read(held_notices.held)).values())
    if held:
        words = f"{held} notices of a restored backup: `jubao outbox held`, `release` or `discard`"
        yield note("held", words)


NOBODY = note("admins", "there is none: JUBAO_ADMIN_IDS, or `jubao admin invite`")


async def admins(db: Database) -> AsyncIterator[Finding]:
    """How many admins there are, and whether the bot can write to them."""
    met = {person.who for person in await db.read(people.admins)}
    if not met | db.named:
        yield NOBODY
    else:
        invited, unmet = len(met - db.named), len(db.named - met)
        words = f"{len(db.named)} by JUBAO_ADMIN_IDS, {invited} by invitation alone"
        silent = f"; {unmet} never wrote to the bot: told nothing before they send it /start"
        yield good("admins", words + silent if unmet else words)
    if copies := await db.read(counters.value, COPIES):
        words = f"{copies} were admins by a copy of the settings that an older release kept"
        yield note("admins", f"{words}: they are only while JUBAO_ADMIN_IDS names them")


async def _keys(db: Database) -> Finding:
    missing = await key_rotation.missing(db)
    if missing:
        words = f"a key is missing that encrypted values of {', '.join(missing)}: put it back"
        return bad("keys", words)
    if await db.read(root_stages.stage) is not Stage.ROOT:
        words = "a change of the root secret was stopped: `jubao keys rotate --compromised` again"
        return note("keys", words)
    names = [name for name, _ in db.cipher.key_ring.keys]
    if len(names) > 1:
        left = sum([await db.read(rotation.left, column) for column in rotation.SEALED])
        if left:
            return note("keys", f"{left} values are encrypted with older ones: `jubao keys rotate`")
    return good("keys", f"all values are encrypted with {' or '.join(names)}")


async def _journal(db: Database) -> Finding:
    result = await audit.glance(db, NEWEST)
    if result.findings:
        words = "it is not what was written: `jubao audit verify` says where"
        return bad("journal", words)
    return good("journal", f"{result.head.count} entries, the newest {result.seen} are whole")


async def _backup(db: Database) -> Finding:
    last = await db.read(restore.last_backup)
    if last is None:
        return note("backup", "none was ever made: `jubao backup FILE`")
    hours = max(0, int(time.time()) - last) // HOUR
    if flaws := await db.read(restore.flaws_of_last_backup):
        words = f"{flaws} files of evidence were missing or damaged at the last one, {hours} hours"
        return bad("backup", f"{words} ago: `jubao backup FILE` names them, and says what to do")
    if hours > BACKUP_HOURS:
        return note(
            "backup", f"the last one is {hours} hours old: `jubao backup FILE`, every night"
        )
    return good("backup", f"the last one is {hours} hours old")
