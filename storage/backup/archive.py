"""A backup as a file: a tar of the copied database, the sealed evidence, and a page about both.

Nothing is unpacked by its name: whoever reads asks for one member after the other.
"""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO

import orjson
from msgspec import Struct

DATABASE, EVIDENCE, PAGE = "jubao.db", "evidence/", "backup.json"
SCHEMA = "jubao-backup/1"
CHUNK = 1024 * 1024  # bytes in memory at a time
MOST_MEMBER = 64 * 1024**2  # bytes: no sealed file and no page is as large


class UnreadableArchive(Exception):  # noqa: N818
    """This is no whole backup; the words say why."""


class About(Struct, frozen=True, kw_only=True):
    """The page about a backup. `at` is when, unix seconds; `database` the SHA-256 of the copy.

    `gone` are files that were rightly erased while the backup was being made.
    """

    at: int
    revision: str
    kind: str
    counts: dict[str, int]
    database: str
    files: int
    gone: tuple[str, ...] = ()

    def said(self) -> bytes:
        """The same bytes each time: what its mark is made over."""
        fields = {name: getattr(self, name) for name in self.__struct_fields__}
        return orjson.dumps({"schema": SCHEMA, **fields}, option=orjson.OPT_SORT_KEYS)


@dataclass(slots=True)
class Written:
    """A backup that is being written."""

    tar: tarfile.TarFile
    at: int
    files: int = 0

    def database(self, copy: Path) -> str:
        """Put the copy in; its SHA-256."""
        member = self._member(DATABASE, copy.stat().st_size)
        with copy.open("rb") as source:
            hashed = _Hashed(source)
            self.tar.addfile(member, hashed)
        return str(hashed.digest.hexdigest())

    def evidence(self, name: str, size: int, sealed: IO[bytes]) -> None:
        """Put a sealed file of so many bytes in, piece by piece."""
        self.tar.addfile(self._member(EVIDENCE + name, size), sealed)
        _forget(self.tar)
        self.files += 1

    def page(self, about: About, mark: str) -> None:
        """The last member."""
        said = orjson.dumps({"about": about.said().decode(), "mark": mark})
        self.tar.addfile(self._member(PAGE, len(said)), io.BytesIO(said))

    def _member(self, name: str, size: int) -> tarfile.TarInfo:
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = size, self.at, 0o600
        return member


@contextmanager
def writing(path: Path, at: int) -> Iterator[Written]:
    """Write a backup; on the disk, whole, when the block is left."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        with tarfile.open(fileobj=file, mode="w|", bufsize=CHUNK) as tar:
            yield Written(tar, at)
        file.flush()
        os.fsync(file.fileno())


@dataclass(slots=True)
class ArchiveReader:
    """A backup that is being read, member by member."""

    tar: tarfile.TarFile

    def database(self, to: Path) -> str:
        """Take the copy out into a file, the first thing to do; its SHA-256."""
        member = self.tar.next()
        source = self.tar.extractfile(member) if member and member.name == DATABASE else None
        if source is None:
            raise UnreadableArchive("it does not begin with a database: it is no backup of jubao")
        digest = hashlib.sha256()
        with to.open("wb") as file:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                file.write(chunk)
        return digest.hexdigest()

    def skip_database(self) -> None:
        """Begin with what follows the copy."""
        self.tar.next()

    def members(self) -> Iterator["ArchiveMember"]:
        """What follows: sealed files, then PAGE; each to be read before the next is asked for."""
        while (member := self.tar.next()) is not None:
            source = self.tar.extractfile(member) if member.size <= MOST_MEMBER else None
            if source is None:
                raise UnreadableArchive("it holds what no backup of jubao holds")
            yield ArchiveMember(member.name.removeprefix(EVIDENCE), source)
            _forget(self.tar)


class ArchiveMember(Struct, frozen=True):
    """A file in a backup."""

    name: str
    source: IO[bytes]

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, once."""
        return iter(lambda: self.source.read(CHUNK), b"")


@contextmanager
def reading(path: Path) -> Iterator[ArchiveReader]:
    """Read a backup; Unreadable where it is cut short or something else."""
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file, mode="r|", bufsize=CHUNK) as tar:
            yield ArchiveReader(tar)
    except tarfile.TarError as why:
        raise UnreadableArchive(f"it is cut short, or no backup of jubao ({why})") from why


def page(said: bytes) -> tuple[About, str]:
    """The page about a backup, and its mark."""
    try:
        found = orjson.loads(said)
        about: dict[str, Any] = orjson.loads(found["about"])
        if about.pop("schema") != SCHEMA:
            raise UnreadableArchive("it was written by another release of jubao")
        gone = tuple(about.pop("gone"))
        return About(**about, gone=gone), str(found["mark"])
    except (KeyError, TypeError, ValueError) as why:
        raise UnreadableArchive("its last page cannot be read") from why


def _forget(tar: tarfile.TarFile) -> None:
    """The library remembers every member; of a million there is no need."""
    tar.members = []  # type: ignore[attr-defined]  # public, and missing in its types


@dataclass(slots=True)
class _Hashed:
    """A file that is hashed while it is read."""

    source: BinaryIO
    digest: Any = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        found = self.source.read(size)
        self.digest.update(found)
        return found
