"""A backup as a file: a tar of the copied database, the encrypted evidence, and a manifest.

Nothing is extracted by name. The reader looks at every header and at the manifest before it gives
a byte of any member (`storage.backup.plain_tar`).
"""

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO

import msgspec
import orjson
from msgspec import Struct

from storage.backup.archive_names import DATABASE, EVIDENCE, PAGE
from storage.backup.plain_tar import Part, UnreadableArchive, parts
from storage.engine import file_modes

__all__ = ["UnreadableArchive"]

SCHEMA = "jubao-backup/1"
CHUNK = 1024 * 1024  # bytes in memory at a time
MOST_MEMBER = 64 * 1024**2  # bytes: larger than any encrypted file or manifest


class Manifest(Struct, frozen=True, kw_only=True):
    """The manifest of a backup. `at` is its time, unix seconds; `database` the SHA-256 of the copy.

    `gone` are files that were erased, as scheduled, while the backup was made. `missing` are files
    that were not in the store, or could not be read, and are not in the backup; `damaged` those
    that are in it as they were in the store: not what was received. `size` is the bytes of the copy
    and of all files; None in a backup of a release that did not write it.
    """

    at: int
    revision: str
    kind: str
    counts: dict[str, int]
    database: str
    files: int
    gone: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    size: int | None = None

    def to_bytes(self) -> bytes:
        """The manifest as bytes, always the same, over which its keyed hash is computed."""
        fields = {name: getattr(self, name) for name in self.__struct_fields__}
        for name in ("size", "missing", "damaged"):  # earlier releases do not know them
            if fields[name] in (None, ()):
                del fields[name]
        return orjson.dumps({"schema": SCHEMA, **fields}, option=orjson.OPT_SORT_KEYS)


@dataclass(slots=True)
class Written:
    """Writes a backup."""

    tar: tarfile.TarFile
    at: int
    folder: Path  # for what is written before it is added
    files: int = 0
    size: int = 0  # bytes of the database and of all files

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
        self.size += size
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = size, self.at, 0o600
        return member


@contextmanager
def writing(path: Path, at: int) -> Iterator[Written]:
    """Context manager to write a backup; when it ends, the file is complete and flushed to disk.

    Its owner alone may read it, unless the disk keeps no permissions, such as a USB stick with FAT.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, file_modes.OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        with suppress(OSError):  # a disk that keeps no permissions
            os.fchmod(handle, file_modes.OWNER_ONLY)  # it may be the rest of an earlier run
        with tarfile.open(fileobj=file, mode="w|", bufsize=CHUNK) as tar:
            yield Written(tar, at, path.parent)
        file.flush()
        os.fsync(file.fileno())


@dataclass(slots=True)
class ArchiveReader:
    """Reads a backup whose headers and manifest were checked, member by member."""

    file: BinaryIO
    about: Manifest

    def database(self, to: Path) -> str:
        """Extract the database copy into a file; returns its SHA-256."""
        part = next(parts(self.file))
        if shutil.disk_usage(to.parent).free < part.size:
            raise UnreadableArchive(f"its {part.size} bytes have no room in {to.parent}")
        digest = hashlib.sha256()
        file_modes.create(to)
        with to.open("wb") as file:
            for piece in ArchiveMember(part, self.file).pieces():
                digest.update(piece)
                file.write(piece)
        return digest.hexdigest()

    def members(self) -> Iterator["ArchiveMember"]:
        """The members after the database: encrypted files, then PAGE."""
        for part in parts(self.file):
            if part.name != DATABASE:
                yield ArchiveMember(part, self.file)


class ArchiveMember(Struct, frozen=True):
    """A file in a backup."""

    part: Part
    file: BinaryIO

    @property
    def name(self) -> str:
        """The name under which it is stored."""
        return self.part.name.removeprefix(EVIDENCE)

    def pieces(self) -> Iterator[bytes]:
        """Its bytes in chunks."""
        self.file.seek(self.part.start)
        left = self.part.size
        while left and (piece := self.file.read(min(CHUNK, left))):
            yield piece
            left -= len(piece)


@contextmanager
def reading(path: Path) -> Iterator[ArchiveReader]:
    """Context manager to read a backup; raises UnreadableArchive if it is not a whole backup."""
    with path.open("rb") as file:
        yield ArchiveReader(file, _checked(file))


def _checked(file: BinaryIO) -> Manifest:
    """The manifest, if all members are plain and are as many and as large as it says."""
    files = size = 0
    about = None
    for part in parts(file):
        if part.name != DATABASE and part.size > MOST_MEMBER:
            raise UnreadableArchive("it holds what no backup of jubao holds")
        if part.name != PAGE:
            size += part.size
            files += part.name != DATABASE
            continue
        about, _ = page(b"".join(ArchiveMember(part, file).pieces()))
        if about.files != files or about.size not in {None, size}:
            raise UnreadableArchive("its files are not those that its last page names")
    assert about is not None, "the manifest is the last of its parts"
    return about


def page(said: bytes) -> tuple[Manifest, str]:
    """The manifest of a backup, and its keyed hash."""
    try:
        found = orjson.loads(said)
        about: dict[str, Any] = orjson.loads(found["about"])
        if about.pop("schema") != SCHEMA:
            raise UnreadableArchive("it was written by another release of jubao")
        return msgspec.convert(about, Manifest), str(found["mark"])
    except (AttributeError, KeyError, TypeError, ValueError, msgspec.ValidationError) as why:
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
