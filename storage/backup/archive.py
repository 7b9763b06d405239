"""A backup as a file: a tar of the copied database, the encrypted evidence, and a manifest.

Nothing is extracted by name: the reader iterates over the members.
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
MOST_MEMBER = 64 * 1024**2  # bytes: larger than any encrypted file or manifest


class UnreadableArchive(Exception):  # noqa: N818
    """The file is not a complete backup; the message says why."""


class Manifest(Struct, frozen=True, kw_only=True):
    """The manifest of a backup. `at` is its time, unix seconds; `database` the SHA-256 of the copy.

    `gone` are files that were erased, as scheduled, while the backup was made.
    """

    at: int
    revision: str
    kind: str
    counts: dict[str, int]
    database: str
    files: int
    gone: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """The manifest as bytes, always the same, over which its keyed hash is computed."""
        fields = {name: getattr(self, name) for name in self.__struct_fields__}
        return orjson.dumps({"schema": SCHEMA, **fields}, option=orjson.OPT_SORT_KEYS)


@dataclass(slots=True)
class Written:
    """Writes a backup."""

    tar: tarfile.TarFile
    at: int
    files: int = 0

    def database(self, copy: Path) -> str:
        """Add the database copy; returns its SHA-256."""
        member = self._member(DATABASE, copy.stat().st_size)
        with copy.open("rb") as source:
            hashed = _Hashed(source)
            self.tar.addfile(member, hashed)
        return str(hashed.digest.hexdigest())

    def evidence(self, name: str, size: int, sealed: IO[bytes]) -> None:
        """Add an encrypted file of `size` bytes, in chunks."""
        self.tar.addfile(self._member(EVIDENCE + name, size), sealed)
        _forget(self.tar)
        self.files += 1

    def page(self, about: Manifest, mark: str) -> None:
        """Add the manifest, the last member."""
        said = orjson.dumps({"about": about.to_bytes().decode(), "mark": mark})
        self.tar.addfile(self._member(PAGE, len(said)), io.BytesIO(said))

    def _member(self, name: str, size: int) -> tarfile.TarInfo:
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = size, self.at, 0o600
        return member


@contextmanager
def writing(path: Path, at: int) -> Iterator[Written]:
    """Context manager to write a backup; when it ends, the file is complete and flushed to disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        with tarfile.open(fileobj=file, mode="w|", bufsize=CHUNK) as tar:
            yield Written(tar, at)
        file.flush()
        os.fsync(file.fileno())


@dataclass(slots=True)
class ArchiveReader:
    """Reads a backup, member by member."""

    tar: tarfile.TarFile

    def database(self, to: Path) -> str:
        """Extract the database copy into a file; must be called first. Returns its SHA-256."""
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
        """Skip the database copy."""
        self.tar.next()

    def members(self) -> Iterator["ArchiveMember"]:
        """The members after it: encrypted files, then PAGE; read each before the next."""
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
        """Its bytes in chunks; can be read once."""
        return iter(lambda: self.source.read(CHUNK), b"")


@contextmanager
def reading(path: Path) -> Iterator[ArchiveReader]:
    """Context manager to read a backup; raises UnreadableArchive if it is not a whole backup."""
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file, mode="r|", bufsize=CHUNK) as tar:
            yield ArchiveReader(tar)
    except tarfile.TarError as why:
        raise UnreadableArchive(f"it is cut short, or no backup of jubao ({why})") from why


def page(said: bytes) -> tuple[Manifest, str]:
    """The manifest of a backup, and its keyed hash."""
    try:
        found = orjson.loads(said)
        about: dict[str, Any] = orjson.loads(found["about"])
        if about.pop("schema") != SCHEMA:
            raise UnreadableArchive("it was written by another release of jubao")
        gone = tuple(about.pop("gone"))
        return Manifest(**about, gone=gone), str(found["mark"])
    except (KeyError, TypeError, ValueError) as why:
        raise UnreadableArchive("its last page cannot be read") from why


def _forget(tar: tarfile.TarFile) -> None:
    """Clear the library's list of members, which would grow to a million entries."""
    tar.members = []  # type: ignore[attr-defined]  # public, and missing in its types


@dataclass(slots=True)
class _Hashed:
    """A file object that hashes what is read."""

    source: BinaryIO
    digest: Any = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        found = self.source.read(size)
        self.digest.update(found)
        return found
