"""A backup made, verified by being restored into a temporary place, and restored for good."""

import asyncio
import hashlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.core.errors import Failed
from domain.core.errors import FileGone
from storage.backup import archive, portable_copy
from storage.backup.archive import PAGE, ArchiveReader, Manifest, UnreadableArchive
from storage.backup.portable_copy import Progress
from storage.core.errors import KeyMissing
from storage.crypto.encryption import Cipher, KeyRing
from storage.crypto.streaming import Opening
from storage.engine import schema
from storage.engine.database import Database
from storage.evidence import evidence_files
from storage.files.blobs import Files, place
from storage.wiring import open_database
from usecases.operations import audit

NAMES = 500  # stored files whose names are read at a time
MARK = "backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedBackup:
    """A backup that was opened, counted and verified; `copy` is its database in a file."""

    about: Manifest
    copy: Path
    entries: int

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(self.about.counts.values())


async def make(
    db: Database, url: str, files: Files, to: Path, now: int, told: Progress
) -> VerifiedBackup:
    """Write a backup of a database that is in use, and verify it.

    Under its own name it stands only when it was verified; Failed where it was not.
    """
    part = to.with_name(f"{to.name}.part")
    try:
        with room(to) as folder:
            copy = folder / archive.DATABASE
            counts = await portable_copy.snapshot(url, copy, told)
            await _write(db, files, copy, part, counts, now, portable_copy.kind(url), told)
            copy.unlink()
            found = await verify(part, db.cipher.key_ring, folder, told)
            await asyncio.to_thread(name, part, to)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return found


async def _write(
    db: Database,
    files: Files,
    copy: Path,
    part: Path,
    counts: portable_copy.Counts,
    now: int,
    kind: str,
    told: Progress,
) -> None:
    with archive.writing(part, now) as out:
        digest = await asyncio.to_thread(out.database, copy)
        gone = []
        async with opened_copy(copy, db.cipher.key_ring) as snapshot:
            async for name, _ in _kept(snapshot):
                try:
                    sealed = await files.reading(name)
                    await asyncio.to_thread(out.evidence, name, sealed.size, sealed.file())
                except FileGone:
                    if await db.read(evidence_files.is_kept, name):
                        raise Failed(f"a file of evidence is not there: {name}") from None
                    gone.append(name)  # erased since the copy was made
                told("files", out.files, 0)
        about = Manifest(
            at=now,
            revision=schema.newest() or "",
            kind=kind,
            counts=counts,
            database=digest,
            files=out.files,
            gone=tuple(gone),
        )
        out.page(about, db.cipher.fingerprint(MARK, about.to_bytes()))


async def verify(path: Path, key_ring: KeyRing, folder: Path, told: Progress) -> VerifiedBackup:
    """Restore a backup into a folder and look at all of it; Failed where anything is wrong.

    KeyMissing where the ring does not open it.
    """
    copy = folder / archive.DATABASE
    try:
        with archive.reading(path) as backup:
            digest = await asyncio.to_thread(backup.database, copy)
            if wrong := await asyncio.to_thread(portable_copy.faults, copy):
                raise Failed(f"the copy of the database is damaged: {wrong[0]}")
            async with opened_copy(copy, key_ring) as db:
                found, missing = await _evidence(db, backup, told)
                about = await _hold_against(db, found, digest, missing, copy)
                journal = await audit.verify(db, tell=lambda seen, of: told("journal", seen, of))
    except UnreadableArchive as why:
        raise Failed(f"{path}: {why}") from why
    if journal.findings:
        raise Failed("the journal is not what was written: `jubao audit verify` says where")
    return VerifiedBackup(about=about, copy=copy, entries=journal.seen)


async def _evidence(
    db: Database, backup: ArchiveReader, told: Progress
) -> tuple[tuple[Manifest, str], tuple[str, ...]]:
    """Open each file under its name; the page at the end, and which files are not there."""
    kept, missing = _kept(db), list[str]()
    for seen, each in enumerate(backup.members(), 1):
        if each.name == PAGE:
            missing += [name async for name, _ in kept]
            return archive.page(each.source.read()), tuple(missing)
        async for expected, sha256 in kept:
            if expected == each.name:
                await asyncio.to_thread(_opens, db.cipher, expected, each.pieces(), sha256)
                break
            missing.append(expected)
        else:
            raise Failed(f"a file belongs to nothing in the database: {each.name}")
        told("files", seen, 0)
    raise UnreadableArchive("it is cut short: its last page is missing")


def _opens(cipher: Cipher, name: str, sealed: Iterable[bytes], sha256: str) -> None:
    found, opening = hashlib.sha256(), Opening(cipher.key_ring, place(name))
    try:
        for piece in sealed:
            found.update(opening.take(piece))
        opening.end()
    except KeyMissing as why:
        raise Failed(f"a file of evidence cannot be opened: {name} ({why})") from why
    if found.hexdigest() != sha256:
        raise Failed(f"a file of evidence is not what was received: {name}")


async def _hold_against(
    db: Database, found: tuple[Manifest, str], digest: str, missing: tuple[str, ...], copy: Path
) -> Manifest:
    """The page, where all is as it says."""
    about, mark = found
    if mark != db.cipher.fingerprint(MARK, about.to_bytes()) or digest != about.database:
        raise Failed("it was changed after it was made")
    counts = await portable_copy.counts_at(_url(copy))
    if counts != about.counts:
        wrong = [name for name, count in about.counts.items() if counts.get(name) != count]
        raise Failed(f"rows are missing or too many: {', '.join(wrong)}")
    if missing != about.gone:
        raise Failed(f"{len(missing) - len(about.gone)} files of evidence are missing")
    return about


async def put_back(path: Path, files: Files, told: Progress) -> None:
    """Store the evidence of a verified backup."""
    with archive.reading(path) as backup:
        await asyncio.to_thread(backup.skip_database)
        for seen, each in enumerate(backup.members(), 1):
            if each.name != PAGE:
                await files.replace(each.name, each.pieces())
                told("files put back", seen, 0)


async def compare(db: Database, files: Files, gone: set[str], told: Progress) -> None:
    """Open every stored file of a restored database; Failed where one is missing or another."""
    seen = 0
    async for name, sha256 in _kept(db):
        if name in gone:
            continue
        try:
            sealed = await files.reading(name)
            await asyncio.to_thread(_opens, db.cipher, name, sealed.pieces(), sha256)
        except FileGone:
            raise Failed(f"a file of evidence was not put back: {name}") from None
        seen += 1
        told("files compared", seen, 0)


@asynccontextmanager
async def opened_copy(copy: Path, key_ring: KeyRing) -> AsyncIterator[Database]:
    """The database of a backup, in the file where it was taken out to."""
    db = await open_database(_url(copy), key_ring)
    try:
        yield db
    finally:
        await db.close()


async def _kept(db: Database) -> AsyncIterator[tuple[str, str]]:
    """Stored names in order, with the SHA-256 of what they are."""
    after = ""
    while page := await db.read(evidence_files.kept_page, after, limit=NAMES):
        for each in page:
            yield each
        after = page[-1][0]


@contextmanager
def room(to: Path) -> Iterator[Path]:
    """A folder beside the backup, on the same disk; what a killed one left there goes."""
    prefix = f".{to.name}."
    for old in to.parent.glob(f"{prefix}*"):
        shutil.rmtree(old, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=to.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def name(part: Path, to: Path) -> None:
    """Give it its name, unless that is taken by now; and on the disk, too."""
    os.link(part, to)
    part.unlink()
    handle = os.open(to.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"
