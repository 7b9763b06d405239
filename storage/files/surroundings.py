"""Check what else is in, and around, the place where files will be stored."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from msgspec import Struct
from obstore.exceptions import (
    BaseError,
    NotFoundError,
    PermissionDeniedError,
    UnauthenticatedError,
)
from obstore.store import ObjectStore

from domain.core.errors import FilesAway
from domain.orphan_files import is_stored_name
from storage.backup import archive
from storage.files import store_errors, store_marks
from storage.files.object_store import S3, folder_of, store_at
from storage.files.store_marks import MARK, OWN, Mark

MOST_LOOKED = 100_000  # other files and folders: with so many the place is not ours alone
_HEAD = 4096  # bytes to recognise a database or a backup
_BLOCK = 512  # bytes, of a tar
_SQLITE = b"SQLite format 3\0"
_DENIED = (
    FileNotFoundError,
    NotFoundError,
    PermissionDeniedError,
    PermissionError,
    UnauthenticatedError,
)


class ConflictKind(StrEnum):
    """What a place conflicts with."""

    MARK = "mark"  # the mark of another store around or beside this place
    STORE = "store"  # another store that this place would be a part of
    DATABASE = "database"
    BACKUP = "backup"
    TOO_MUCH = "too much"


class PlaceConflict(Struct, frozen=True):
    """Something that must not be in, or around, this place."""

    what: ConflictKind
    path: str
    mark: Mark | None = None


async def found_at(url: str, s3: S3, *, inside: bool) -> AsyncIterator[PlaceConflict]:
    """Find marks of stores above this place, and with `inside` marks, databases and backups in it.

    Raises FilesAway if the store cannot be reached. Objects without read permission are ignored.
    """
    folder = folder_of(url)
    if folder is not None:
        for each in await asyncio.to_thread(lambda: [*_above(folder), *_inside(folder, inside)]):
            yield each
    elif url.startswith("s3:"):
        try:
            async for each in _around(url, s3, inside=inside):
                yield each
        except (BaseError, OSError) as error:
            raise FilesAway(store_errors.sentence(error)) from error


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
    return block.startswith(archive.DATABASE.encode() + b"\0") and block[257:262] == b"ustar"


async def _around(url: str, s3: S3, *, inside: bool) -> AsyncIterator[PlaceConflict]:
    parts = urlsplit(url)
    root = store_at(f"{parts.scheme}://{parts.netloc}", s3)
    steps = [each for each in parts.path.split("/") if each]
    for own, what in _own_above(steps):
        async for found in _mark_at(root, parts.netloc, own, what):
            yield found
    if inside:
        async for own in _own_inside(store_at(url, s3)):
            async for found in _mark_at(root, parts.netloc, [*steps, *own], ConflictKind.MARK):
                yield found


def _own_above(steps: list[str]) -> Iterator[tuple[list[str], ConflictKind]]:
    """Keys of possible marks in parent prefixes, or of a store that this prefix is a part of."""
    for count in range(len(steps)):
        yield [*steps[:count], OWN], ConflictKind.MARK
        if steps[count] == OWN:
            yield steps[: count + 1], ConflictKind.STORE


async def _own_inside(store: ObjectStore) -> AsyncIterator[list[str]]:
    with suppress(*_DENIED):
        async for batch in obstore.list(store, chunk_size=1000):
            for each in batch:
                *own, name = each["path"].split("/")
                if name == MARK and len(own) > 1 and own[-1] == OWN:
                    yield own


async def _mark_at(
    root: ObjectStore, bucket: str, own: list[str], what: ConflictKind
) -> AsyncIterator[PlaceConflict]:
    with suppress(*_DENIED):
        said = await (await obstore.get_async(root, "/".join([*own, MARK]))).bytes_async()
        place = "/".join(["s3:/", bucket, *own[:-1]])
        yield PlaceConflict(what, place, store_marks.read(bytes(said)))
