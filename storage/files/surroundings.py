"""Check what else is in, and around, the place where files will be stored."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

from domain.orphan_files import is_stored_name
from storage.backup import archive_names
from storage.files import store_marks
from storage.files.place_conflicts import ConflictKind, PlaceConflict
from storage.files.places import S3, folder_of
from storage.files.store_marks import MARK, OWN

MOST_LOOKED = 100_000  # other files and folders: with so many the place is not ours alone
_HEAD = 4096  # bytes to recognise a database or a backup
_BLOCK = 512  # bytes, of a tar
_SQLITE = b"SQLite format 3\0"


async def found_at(url: str, s3: S3, *, inside: bool) -> AsyncIterator[PlaceConflict]:
    """Find marks of stores above this place, and with `inside` marks, databases and backups in it.

    Raises FilesAway if the store cannot be reached. Objects without read permission are ignored.
    """
    folder = folder_of(url)
    if folder is not None:
        for each in await asyncio.to_thread(lambda: [*_above(folder), *_inside(folder, inside)]):
            yield each
    elif url.startswith("s3:"):
        from storage.files import bucket_surroundings  # noqa: PLC0415 - takes much memory

        async for each in bucket_surroundings.found_at(url, s3, inside=inside):
            yield each


def _above(folder: Path) -> Iterator[PlaceConflict]:
    """Marks in the parent folders, and of a store that this folder is a part of."""
    real = folder.resolve()
    for each in (real, *real.parents):
        if each.name == OWN:
            yield from _mark_in(each, ConflictKind.STORE)
        if each != real:
            yield from _mark_in(each / OWN)


def _mark_in(own: Path, what: ConflictKind = ConflictKind.MARK) -> Iterator[PlaceConflict]:
    with suppress(OSError):
        yield PlaceConflict(what, str(own.parent), store_marks.read((own / MARK).read_bytes()))


def _inside(folder: Path, inside: bool) -> Iterator[PlaceConflict]:
    """All files except our own folder and those an earlier release stored; follows no links."""
    looked = 0
    waiting = [folder] if inside else []
    while waiting:
        here = waiting.pop()
        with suppress(OSError), os.scandir(here) as entries:
            for each in entries:
                if (here == folder and each.name == OWN) or is_stored_name(each.name):
                    continue
                looked += 1
                if looked > MOST_LOOKED:
                    yield PlaceConflict(ConflictKind.TOO_MUCH, str(folder))
                    return
                if each.is_dir(follow_symlinks=False):
                    waiting.append(Path(each.path))
                    if each.name == OWN:
                        yield from _mark_in(Path(each.path))
                elif each.is_file(follow_symlinks=False):
                    yield from _recognised(Path(each.path))


def _recognised(path: Path) -> Iterator[PlaceConflict]:
    with suppress(OSError), path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith(_SQLITE):
            yield PlaceConflict(ConflictKind.DATABASE, str(path))
        elif any(_is_backup(head[at : at + _BLOCK]) for at in range(0, len(head), _BLOCK)):
            yield PlaceConflict(ConflictKind.BACKUP, str(path))


def _is_backup(block: bytes) -> bool:
    """Whether the first member of a tar is a database (after a size block if it is very large)."""
    return block.startswith(archive_names.DATABASE.encode() + b"\0") and block[257:262] == b"ustar"
