"""`jubao backup`, `jubao restore`, and `jubao outbox` for the held notices of a restored one."""

import asyncio
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.backup import backups, evidence_copies, flaws, rescue
from bot.backup.backups import BackupSource
from bot.backup.restored import Lists, Restored
from bot.backup.work_folders import work_folder
from bot.cli.commands import conditions_of, quiet_settings
from bot.cli.settings_pages import without_password
from bot.config import erasure_files, own_files
from bot.config.own_files import erasure_list_of, heads_file
from bot.config.resources import files_of, opened_as_it_is
from bot.config.settings import Settings, SettingsError
from bot.core import interrupts
from bot.core.errors import Failed, Refused
from bot.monitoring import journal_heads
from domain.core.threads import in_thread
from storage.audit import journal_order
from storage.backup import portable_copy
from storage.backup.archive import Manifest
from storage.backup.portable_copy import Progress
from storage.core import file_faults
from storage.core.database_url import sqlite_file
from storage.core.errors import KeyMissing, StorageBusy, StorageFull
from storage.crypto.encryption import KeyRing
from storage.engine import file_modes, schema
from storage.engine.database import Database
from storage.files.blobs import Files
from storage.queues import held_notices
from usecases.operations import audit
from usecases.operations import restore as restoring
from usecases.session import by_system

NOT_THE_KEY = "JUBAO_SEAL_KEYS is not the key of this backup"
NO_BACKUP = "interrupted: no backup was made, and nothing is left of it"
NOT_RESTORED = "interrupted: nothing was restored, and nothing is left in either place"
EVERY = 5.0  # seconds between two progress lines


def backup(path: Path) -> str:
    """Write a backup to `path` and verify it by restoring it into a temporary folder.

    Raises Refused if something is at `path`, SettingsError if its folder is not there, Failed if
    none was made, and if one was made of a store that lacks files.
    """
    settings = quiet_settings()
    to = path.absolute()
    own_files.refuse_backup(settings, to)
    if to.exists():
        raise Refused(f"{path} is there already: name another file")
    if not to.parent.is_dir():
        raise SettingsError(f"there is no folder {to.parent}")

    verified, unnoted = interrupts.run(_made(settings, to), NO_BACKUP)
    but = f", but for {verified.flaws} files of evidence" if verified.flaws else ""
    words = f"{path}: {described(verified)}; restored aside and found whole{but}{_readable(to)}"
    if unnoted:
        words = f"{words}\nthe journal has no note of it: {unnoted}"
    if verified.flaws:
        lines = "\n".join((words, *flaws.lines(verified.about)))
        raise Failed(flaws.what_to_do(verified.about, settings.evidence_url), found=lines)
    return words


async def _made(settings: Settings, to: Path) -> tuple[backups.VerifiedBackup, str]:
    """Make a backup and what belongs beside it; also why the journal has no note, if it has none.

    Failed says whether there is a whole backup.
    """
    async with rescue.opened_or_copied(settings, to) as opened:
        db, conditions = opened.db, await conditions_of(opened.db, settings)
        source = BackupSource(db=db, url=opened.url, files=files_of(settings))
        progress = progress_to_stderr()
        verified = await backups.make(source, to, conditions.now, progress, interrupts.ignore)
        try:
            await erasure_files.copy_beside(db, erasure_list_of(settings), to)
            await _keep_head(db, to.with_name(journal_heads.NAME), conditions.now)
        except OSError as why:
            words = "the backup is whole, but the list of erasures, or the head of the journal,"
            raise Failed(
                f"{to}: {words} could not be written beside it: {file_faults.sentence(why)}"
            ) from why
        if opened.unwritten:
            return verified, opened.unwritten
        try:
            await db.run(by_system, conditions, restoring.backed_up, verified.rows, verified.flaws)
        except (StorageBusy, StorageFull) as why:
            return verified, str(why)
        return verified, ""


def _readable(path: Path) -> str:
    """That others than its owner can read a backup, where that is so."""
    if not file_modes.open_to_others(path):
        return ""
    return (
        "; its disk keeps no permissions: whoever has the disk can read the file (texts, links and "
        "contacts in it are encrypted)"
    )


def restore(path: Path) -> str:
    """Restore a backup into an empty database and store; its notices are held.

    What the lists of erasures say was erased or revoked since is erased and revoked again. Raises
    SettingsError without encryption keys; Refused if something is there already, or a key of the
    backup or of the lists is missing among them; Failed if the backup is damaged.
    """
    settings = quiet_settings()
    if not settings.seal_keys_text:
        raise SettingsError(
            "JUBAO_SEAL_KEYS is not set: a backup opens by the keys of its time alone"
        )
    own_files.check(settings)
    own_files.refuse_own(settings, path, "the backup")
    file = sqlite_file(settings.database_url)
    if file is not None:
        file = file.absolute()
        if file.exists():
            raise Refused(f"there is a database already: {file}")
        if left := file_modes.left_beside(file):
            names = " and ".join(str(each) for each in left)
            words = "left by a database that is gone, would be mixed into the restored one"
            raise Refused(f"{names}, {words}: move them where that database is now, then restore")
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    verified, restored = interrupts.run(_restored(path, file, settings), NOT_RESTORED)
    held = restored.held
    at = datetime.fromtimestamp(verified.about.at, UTC)
    more = f"{held.notices} notices and {held.broadcasts} broadcasts are held"
    if held.notices:
        more += ": `jubao outbox held` lists them, `release` or `discard` decides"
    said = f"{described(verified)}, as of {at:%Y-%m-%d %H:%M} UTC, restored and found whole"
    return "\n".join((said, more, *restored.lines(), *flaws.of_restored(verified.about)))


async def _restored(
    path: Path, file: Path | None, settings: Settings
) -> tuple[backups.VerifiedBackup, Restored]:
    url, key_ring = settings.database_url, KeyRing.parse(settings.seal_keys_text)
    files, progress = files_of(settings), progress_to_stderr()
    with work_folder(file or _aside(url), "this database") as folder:
        await _refuse_unless_empty(url, files)
        try:
            verified = await backups.verify(path, key_ring, folder, progress)
        except KeyMissing as why:
            raise Refused(f"{NOT_THE_KEY}: {why.__cause__ or why}") from why
        lists = Lists.read(settings, path, key_ring, verified.about.at)
        async with backups.opened_copy(verified.copy, key_ring) as db:
            conditions = await conditions_of(db, settings)
            restored = await lists.apply(db, conditions, verified.about)
        async with evidence_copies.put_back(path, files, progress, but=restored.erased_files):
            async with backups.opened_copy(verified.copy, key_ring) as db:
                await _check_again(db, files, verified.about, progress)
                # The kept heads may be newer: what came after the backup is known to be lost.
                await _keep_head(db, heads_file(settings), int(time.time()))
            if file is not None:
                _name(verified.copy, file)
            else:
                await schema.migrate(url)
                await portable_copy.pour(verified.copy, url, progress, interrupts.ignore)
    return verified, restored


def _aside(url: str) -> Path:
    """A name in the folder of temporary files: one for each database of a server."""
    target = hashlib.sha256(without_password(url).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"jubao-restore-{os.geteuid()}-{target}"


def _name(copy: Path, file: Path) -> None:
    """Give the restored database its name; Refused if a bot was started meanwhile.

    Not in a thread: a cancellation would remove the evidence while the database gets its name.
    """
    interrupts.ignore()
    try:
        backups.name(copy, file)
    except FileExistsError:
        words = f"there is a database already, made while this ran: {file}"
        raise Refused(f"{words}; stop the bot, move that file away, and restore again") from None


async def _check_again(db: Database, files: Files, about: Manifest, progress: Progress) -> None:
    """Check the journal and each stored file before the database gets its name; Failed if wrong."""
    journal = await audit.verify(db, tell=partial(progress, "journal"))
    if journal.findings:
        raise Failed("the restored journal is not what was written")
    await evidence_copies.compare(db, files, about, progress)


async def _refuse_unless_empty(url: str, files: Files) -> None:
    if portable_copy.kind(url) != "sqlite" and not await portable_copy.is_empty(url):
        raise Refused("the database is not empty")
    if not await files.is_empty():
        raise Refused("the place of the evidence is not empty")


async def _keep_head(db: Database, path: Path, now: int) -> None:
    """Keep the journal's head in a file; `jubao audit verify` compares with it."""
    head = await db.read(journal_order.head)
    if head is not None:
        await in_thread(journal_heads.keep, path, head, now)


def held() -> str:
    """The numbers of held notices after a restore, by kind."""

    async def look() -> dict[str, int]:
        async with opened_as_it_is(quiet_settings()) as db:
            return await db.read(held_notices.held)

    counts = asyncio.run(look())
    return "\n".join(f"{count:>7} {kind}" for kind, count in counts.items()) or "nothing is held"


def release() -> str:
    """Release the held notices: the courier sends them."""
    return f"{_batches(restoring.release)} notices are sent by the bot from now on"


def discard() -> str:
    """Discard the held notices: they are never sent."""
    return f"{_batches(restoring.discard)} notices were given up; what they were about stands"


def _batches(step: Callable[..., int]) -> int:
    settings = quiet_settings()

    async def go_on() -> int:
        async with opened_as_it_is(settings) as db:
            conditions, done = await conditions_of(db, settings), 0
            while count := await db.run(by_system, conditions, step):
                done += count
            return done

    return asyncio.run(go_on())


def described(verified: backups.VerifiedBackup) -> str:
    """Rows, files and journal entries of a backup, as text."""
    about: Manifest = verified.about
    return f"{verified.rows} rows, {about.files} files, {verified.entries} entries of the journal"


def progress_to_stderr() -> Progress:
    """A progress callback that writes to stderr every `EVERY` seconds.

    After a signal it raises CancelledError, also in a thread, which cannot be cancelled otherwise.
    """
    since = time.monotonic()

    def report(what: str, done: int, whole: int) -> None:
        nonlocal since
        if interrupts.is_stopping():
            raise asyncio.CancelledError
        if time.monotonic() - since >= EVERY:
            since = time.monotonic()
            of = f" of {whole}" if whole else ""
            sys.stderr.write(f"{what}: {done}{of}\n")

    return report
