"""Evidence files of a backup: copied into it, checked in it, and put back from it."""

import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from bot.core.errors import Failed
from domain.core.errors import FileGone, FilesAway
from domain.core.threads import finished, in_thread
from storage.backup import archive, archive_names
from storage.backup.archive import Manifest, Written
from storage.backup.portable_copy import Progress
from storage.core.errors import KeyAbsent, KeyMissing
from storage.crypto.encryption import Cipher
from storage.crypto.streaming import Opening
from storage.engine.database import Database
from storage.evidence import evidence_files
from storage.files.blobs import FileReader, Files, place

NAMES = 500  # names of stored files read in one query
IN_MEMORY = 4 * 1024 * 1024  # bytes of a file that is read before it is written


@dataclass(slots=True)
class Flaws:
    """Names of files that a backup lacks or holds damaged, each in order.

    `gone` were erased while it was made; `missing` were not in the store, or could not be read.
    """

    gone: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


async def copy_into(
    out: Written, snapshot: Database, files: Files, live: Database, progress: Progress
) -> Flaws:
    """Add the files of a copied database to a backup; one that is lost does not stop the others.

    `live` is the database in use, which tells a lost file from one that was just erased. Raises
    FilesAway if the whole store cannot be used.
    """
    flaws = Flaws()
    async for name, sha256 in stored_names(snapshot):
        with SpooledTemporaryFile(IN_MEMORY, dir=str(out.folder)) as sealed:
            try:
                reader = await files.reading(name)
                is_whole = await in_thread(_read, reader, sealed, snapshot.cipher, name, sha256)
            except FileGone:
                kept = await live.read(evidence_files.is_kept, name)
                (flaws.missing if kept else flaws.gone).append(name)
                continue
            except FilesAway:
                await files.mark()  # raises if more than this file cannot be read
                flaws.missing.append(name)
                continue
            size = sealed.tell()
            if size > archive.MOST_MEMBER:  # not what was stored; no backup can hold it
                flaws.missing.append(name)
                continue
            sealed.seek(0)
            await in_thread(out.evidence, name, size, sealed)
        if not is_whole:
            flaws.damaged.append(name)
        progress("files", out.files, 0)
    return flaws


def _read(reader: FileReader, to: IO[bytes], cipher: Cipher, name: str, sha256: str) -> bool:
    """Copy a file, all that can be held of it; returns whether it is what was received."""
    pieces = _copied(reader.pieces(), to)
    try:
        check(cipher, name, pieces, sha256)
    except (Failed, KeyMissing):
        for _ in pieces:  # the rest: another key, or another tool, may still read it
            pass
        return False
    return True


def _copied(pieces: Iterable[bytes], to: IO[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        to.write(piece)
        yield piece
        if to.tell() > archive.MOST_MEMBER:
            return


def check(cipher: Cipher, name: str, sealed: Iterable[bytes], sha256: str) -> None:
    """Decrypt and hash a file; Failed if it is not what was received.

    KeyMissing if the key ring has no key of the name that the file gives.
    """
    digest, opening = hashlib.sha256(), Opening(cipher.key_ring, place(name))
    try:
        for piece in sealed:
            digest.update(opening.take(piece))
        opening.end()
    except KeyAbsent as why:
        raise KeyMissing(f"a file of evidence cannot be opened: {name} ({why})") from why
    except KeyMissing as why:
        raise Failed(f"a file of evidence cannot be opened: {name} ({why})") from why
    if digest.hexdigest() != sha256:
        raise Failed(f"a file of evidence is not what was received: {name}")


@asynccontextmanager
async def put_back(
    path: Path, files: Files, progress: Progress, *, but: frozenset[str] = frozenset()
) -> AsyncIterator[None]:
    """Write the evidence of a verified backup; an error in the block removes it again.

    `but` are names of files that were erased since. Raises Failed if it cannot be removed.
    """
    with archive.reading(path) as backup:
        begun = 0
        try:
            for each in backup.members():
                begun += 1
                if each.name != archive_names.PAGE and each.name not in but:
                    # Not cancelled halfway: the store would write on while it is removed.
                    await finished(files.replace(each.name, each.pieces()))
                    progress("files put back", begun, 0)
            yield
        except BaseException:
            # Not cancelled halfway: a signal waits until all is removed.
            await finished(_remove(files, (each.name for each in islice(backup.members(), begun))))
            raise


async def _remove(files: Files, names: Iterable[str]) -> None:
    try:
        for name in names:
            await files.delete_unknown(name)
    except FilesAway as away:
        words = f"what was put into {files.url} could not be removed ({away.why})"
        raise Failed(f"{words}: empty it before you restore again") from away


async def compare(db: Database, files: Files, about: Manifest, progress: Progress) -> None:
    """Decrypt every stored file of a restored database; raise Failed if one is missing or differs.

    Not those of which the manifest of the backup says that they were erased, missing or damaged.
    """
    seen, excepted = 0, {*about.gone, *about.missing, *about.damaged}
    async for name, sha256 in stored_names(db):
        if name in excepted:
            continue
        try:
            sealed = await files.reading(name)
            await in_thread(check, db.cipher, name, sealed.pieces(), sha256)
        except FileGone:
            raise Failed(f"a file of evidence was not put back: {name}") from None
        seen += 1
        progress("files compared", seen, 0)


async def stored_names(db: Database) -> AsyncIterator[tuple[str, str]]:
    """Names of stored files in order, with the SHA-256 of their content."""
    after = ""
    while page := await db.read(evidence_files.kept_page, after, limit=NAMES):
        for each in page:
            yield each
        after = page[-1][0]
