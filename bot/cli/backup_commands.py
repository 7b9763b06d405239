"""`jubao backup`, `jubao restore`, and what becomes of the notices of a restored database."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.backup import backups
from bot.cli.commands import quiet_settings, scene_of
from bot.config import evidence_place
from bot.config.resources import files_of, opened_as_it_is, sqlite_file
from bot.config.settings import Settings
from bot.core.errors import Failed, Refused
from storage.backup import portable_copy
from storage.backup.archive import Manifest
from storage.backup.portable_copy import Progress
from storage.crypto.encryption import KeyRing
from storage.engine import schema
from storage.files.blobs import Files
from storage.queues import held_notices
from usecases.operations import audit
from usecases.operations import restore as restoring
from usecases.operations.restore import HeldBack
from usecases.session import by_system

EVERY = 5.0  # seconds between two words about how far it is


def backup(path: Path) -> str:
    """Write everything into a file, and verify it by restoring it aside."""
    settings = quiet_settings()
    to = path.absolute()
    if to.exists():
        raise Failed(f"{path} is there already: name another file")
    if not to.parent.is_dir():
        raise Failed(f"there is no folder {to.parent}")
    evidence_place.refuse_inside(settings, to, "the backup", "name a file elsewhere")

    async def make() -> backups.VerifiedBackup:
        async with opened_as_it_is(settings) as db:
            files, conditions = files_of(settings), await scene_of(db, settings)
            url = settings.database_url
            found = await backups.make(db, url, files, to, conditions.now, teller())
            await db.run(by_system, conditions, restoring.backed_up, found.rows)
            return found

    found = asyncio.run(make())
    return f"{path}: {said(found)}; restored aside and found whole"


def restore(path: Path) -> str:
    """Put a backup back on a machine that is empty; nothing is sent before a person says so."""
    settings = quiet_settings()
    if not settings.seal_keys_text:
        raise Refused("JUBAO_SEAL_KEYS is not set: a backup opens by the keys of its time alone")
    evidence_place.check(settings)
    file = sqlite_file(settings.database_url)
    if file is not None:
        file = file.absolute()
        if file.exists():
            raise Refused(f"there is a database already: {file}")
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    found, held = asyncio.run(_restored(path, file, settings))
    at = datetime.fromtimestamp(found.about.at, UTC)
    more = f"{held.notices} notices and {held.broadcasts} broadcasts are held"
    if held.notices:
        more += ": `jubao outbox held` lists them, `release` or `discard` decides"
    return f"{said(found)}, as of {at:%Y-%m-%d %H:%M} UTC, restored and found whole\n{more}"


async def _restored(
    path: Path, file: Path | None, settings: Settings
) -> tuple[backups.VerifiedBackup, HeldBack]:
    url, key_ring = settings.database_url, KeyRing.parse(settings.seal_keys_text)
    files, told = files_of(settings), teller()
    await _refuse_where_something_is(url, files)
    aside = file or Path(tempfile.gettempdir()) / "jubao-restore"
    with backups.room(aside) as folder:
        found = await backups.verify(path, key_ring, folder, told)
        async with backups.opened_copy(found.copy, key_ring) as db:
            held = await db.run(
                by_system, await scene_of(db, settings), restoring.hold, found.about.at
            )
        await backups.put_back(path, files, told)
        if file is not None:
            await asyncio.to_thread(backups.name, found.copy, file)
        else:
            await schema.migrate(url)
            await portable_copy.pour(found.copy, url, told)
    async with opened_as_it_is(settings) as db:
        journal = await audit.verify(db, tell=lambda seen, of: told("journal", seen, of))
        if journal.findings:
            raise Failed("the restored journal is not what was written")
        await backups.compare(db, files, set(found.about.gone), told)
    return found, held


async def _refuse_where_something_is(url: str, files: Files) -> None:
    if portable_copy.kind(url) != "sqlite" and not await portable_copy.is_empty(url):
        raise Refused("the database is not empty")
    if not await files.is_empty():
        raise Refused("the place of the evidence is not empty")


def held() -> str:
    """What waits for a person after a restore, by kind."""

    async def look() -> dict[str, int]:
        async with opened_as_it_is(quiet_settings()) as db:
            return await db.read(held_notices.held)

    found = asyncio.run(look())
    return "\n".join(f"{count:>7} {kind}" for kind, count in found.items()) or "nothing is held"


def release() -> str:
    """Let the held notices be sent."""
    return f"{_batches(restoring.release)} notices are sent by the bot from now on"


def discard() -> str:
    """Give the held notices up."""
    return f"{_batches(restoring.discard)} notices were given up; what they were about stands"


def _batches(step: Callable[..., int]) -> int:
    settings = quiet_settings()

    async def go_on() -> int:
        async with opened_as_it_is(settings) as db:
            conditions, done = await scene_of(db, settings), 0
            while count := await db.run(by_system, conditions, step):
                done += count
            return done

    return asyncio.run(go_on())


def said(found: backups.VerifiedBackup) -> str:
    """What is in a backup."""
    about: Manifest = found.about
    return f"{found.rows} rows, {about.files} files, {found.entries} entries of the journal"


def teller() -> Progress:
    """Says on stderr every few seconds how far it is; short work says nothing."""
    since = time.monotonic()

    def tell(what: str, done: int, whole: int) -> None:
        nonlocal since
        if time.monotonic() - since >= EVERY:
            since = time.monotonic()
            of = f" of {whole}" if whole else ""
            sys.stderr.write(f"{what}: {done}{of}\n")

    return tell
