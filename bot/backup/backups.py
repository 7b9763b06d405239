"""Make a backup, verify it by restoring it into a temporary folder, and restore it."""

import errno
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.backup import evidence_copies
from bot.backup.evidence_copies import stored_names
from bot.backup.work_folders import part_of, remove_left_in, work_folder
from bot.core.errors import Failed
from domain.core.threads import finished, in_thread
from storage.backup import archive, archive_names, portable_copy
from storage.backup.archive import ArchiveReader, Manifest, UnreadableArchive
from storage.backup.portable_copy import Progress
from storage.core import database_url
from storage.crypto.encryption import KeyRing
from storage.engine import schema
from storage.engine.database import Database
from storage.files.blobs import Files
from storage.wiring import open_database
from usecases.operations import audit

MARK = "backup"
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What a disk without hard links says, such as one of a NAS, or a USB stick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedBackup:
    """A verified backup: its manifest, its database as a SQLite file, and its journal entries."""

    about: Manifest
    copy: Path
    entries: int

    @property
    def rows(self) -> int:
        """The number of rows in all tables."""
        return sum(self.about.counts.values())

    @property
    def flaws(self) -> int:
        """How many files of evidence were missing or damaged when it was made."""
        return len(self.about.missing) + len(self.about.damaged)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSource:
    """What is backed up: an open database, its address, and the store of its evidence."""

    db: Database
    url: str
    files: Files


async def make(
    origin: BackupSource, to: Path, now: int, progress: Progress, last_step: Callable[[], None]
) -> VerifiedBackup:
    """Write a backup of a database in use to `to`, and verify it.

    It is written as `<to>.part` and gets its name after verification; raises Failed otherwise, and
    Refused while another process makes the same file. `last_step` is called right before it gets
    its name: from then on the caller must not be cancelled.
    """
    part = part_of(to)
    with work_folder(to) as folder:
        remove_left_in(to.parent)
        _refuse_existing(to)
        copy = folder / archive_names.DATABASE
        try:
            counts = await portable_copy.snapshot(origin.url, copy, progress)
            await _write(origin, copy, part, counts, now, progress)
            copy.unlink()
            verified = await verify(part, origin.db.cipher.key_ring, folder, progress)
            last_step()
            name(part, to)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return verified


async def _write(
    origin: BackupSource,
    copy: Path,
    part: Path,
    counts: portable_copy.Counts,
    now: int,
    progress: Progress,
) -> None:
    with archive.writing(part, now) as out:
        digest = await in_thread(out.database, copy)
        async with opened_copy(copy, origin.db.cipher.key_ring) as snapshot:
            flaws = await evidence_copies.copy_into(
                out, snapshot, origin.files, origin.db, progress
            )
        about = Manifest(
            at=now,
            revision=schema.newest() or "",
            kind=portable_copy.kind(origin.url),
            counts=counts,
            database=digest,
            files=out.files,
            size=out.size,
            gone=tuple(flaws.gone),
            missing=tuple(flaws.missing),
            damaged=tuple(flaws.damaged),
        )
        # By the root secret of the copy: `keys rotate --compromised` may replace it meanwhile.
        out.page(about, snapshot.cipher.fingerprint(MARK, about.to_bytes()))


async def verify(path: Path, key_ring: KeyRing, folder: Path, progress: Progress) -> VerifiedBackup:
    """Restore a backup into a temporary folder and check rows, files and journal.

    Raises Failed if anything is wrong, KeyMissing if the key ring does not decrypt it.
    """
    copy = folder / archive_names.DATABASE
    try:
        with archive.reading(path) as backup:
            digest = await in_thread(backup.database, copy)
            if wrong := await in_thread(portable_copy.faults, copy):
                raise Failed(f"the copy of the database is damaged: {wrong[0]}")
            # Before the copy is opened, which upgrades the one of an earlier release.
            counts = await in_thread(portable_copy.counts_in, copy, backup.about.counts.keys())
            async with opened_copy(copy, key_ring) as db:
                manifest, missing = await _check_files(db, backup, progress)
                about = _check_manifest(db, manifest, digest, missing, counts)
                journal = await audit.verify(db, tell=partial(progress, "journal"))
    except UnreadableArchive as why:
        raise Failed(f"{path}: {why}") from why
    if journal.findings:
        raise Failed("the journal is not what was written: `jubao audit verify` says where")
    return VerifiedBackup(about=about, copy=copy, entries=journal.seen)


async def _check_files(
    db: Database, backup: ArchiveReader, progress: Progress
) -> tuple[tuple[Manifest, str], tuple[str, ...]]:
    """Decrypt and hash each evidence file; return the manifest, its hash, and missing names."""
    stored, missing = stored_names(db), list[str]()
    damaged = set(backup.about.damaged)  # before it was in the backup
    for seen, each in enumerate(backup.members(), 1):
        if each.name == archive_names.PAGE:
            missing += [name async for name, _ in stored]
            return archive.page(b"".join(each.pieces())), tuple(missing)
        async for expected, sha256 in stored:
            if expected == each.name:
                if expected not in damaged:
                    pieces = each.pieces()
                    await in_thread(evidence_copies.check, db.cipher, expected, pieces, sha256)
                break
            missing.append(expected)
        else:
            raise Failed(f"a file belongs to nothing in the database: {each.name}")
        progress("files", seen, 0)
    raise UnreadableArchive("it is cut short: its last page is missing")


def _check_manifest(
    db: Database,
    manifest: tuple[Manifest, str],
    digest: str,
    missing: tuple[str, ...],
    counts: portable_copy.Counts,
) -> Manifest:
    """Check the manifest's hash, rows and missing files; return it, or raise Failed."""
    about, mark = manifest
    if mark != db.cipher.fingerprint(MARK, about.to_bytes()) or digest != about.database:
        raise Failed("it was changed after it was made")
    if counts != about.counts:
        wrong = [name for name, count in about.counts.items() if counts.get(name) != count]
        raise Failed(f"rows are missing or too many: {', '.join(wrong)}")
    if lost := set(missing) - {*about.gone, *about.missing}:
        raise Failed(f"{len(lost)} files of evidence are missing")
    return about


@asynccontextmanager
async def opened_copy(copy: Path, key_ring: KeyRing) -> AsyncIterator[Database]:
    """Open the database of a backup, extracted to `copy`; one of an earlier release is upgraded."""
    opened = list[Database]()

    async def open_it() -> None:
        opened.append(await open_database(_url(copy), key_ring))

    try:  # not cancelled halfway: a thread would make the file again in a folder that is removed
        await finished(open_it())
        yield opened[0]
    finally:
        for db in opened:
            await finished(db.close())


def _refuse_existing(to: Path) -> None:
    """Another backup may have ended since the command looked."""
    if to.exists():
        raise FileExistsError(errno.EEXIST, "is there already: name another file", str(to))


def name(part: Path, to: Path) -> None:
    """Rename `part` to `to` and sync the folder; raises FileExistsError if `to` exists."""
    try:
        os.link(part, to)
    except FileExistsError as there:
        raise FileExistsError(errno.EEXIST, there.strerror, str(to)) from there
    except OSError as why:
        if why.errno not in _NO_LINKS:
            raise
        _refuse_existing(to)
        part.rename(to)
    else:
        with suppress(OSError):  # it has its name: what is done cannot fail any more
            part.unlink()
    with suppress(OSError):  # not every file system can; the file itself is on the disk
        handle = os.open(to.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _url(file: Path) -> str:
    return database_url.of_file(file)
