"""The members of a tar file, read strictly: only plain files of known names, each in its place.

The standard library would also follow sparse files, links and extended headers, which can name
far more bytes than the file has. A backup has none of them, so none is interpreted here.
"""

import os
import re
import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from storage.backup.archive_names import DATABASE, EVIDENCE, PAGE

BLOCK = tarfile.BLOCKSIZE
_END = bytes(BLOCK)
_EVIDENCE = re.compile(rf"{EVIDENCE}[0-9A-Za-z_-]{{1,80}}", re.ASCII)
_SIZE = re.compile(rb"([0-9]{2}) size=([0-9]{10,15})\n")  # of a database of 8 GiB or more
_FOREIGN = "it holds what no backup of jubao holds"
_CUT = "it is cut short, or no backup of jubao"


class UnreadableArchive(Exception):  # noqa: N818
    """The file is not a complete backup; the message says why."""


class Part(Struct, frozen=True):
    """A member: `size` bytes of the file, beginning at `start`."""

    name: str
    size: int
    start: int

    @property
    def end(self) -> int:
        """Where the next header begins: members fill whole blocks."""
        return self.start + -(-self.size // BLOCK) * BLOCK


def parts(file: BinaryIO) -> Iterator[Part]:
    """All members in order: the database, encrypted files by name, and the manifest.

    Reads nothing but headers; every member ends within the file. Raises UnreadableArchive
    for anything else, also for a member that comes twice or after the manifest.
    """
    whole = os.fstat(file.fileno()).st_size
    at, before = 0, (-1, "")
    while (header := _block(file, at)) != _END:
        part = _part(file, header, at)
        if part.end > whole:
            raise UnreadableArchive(_CUT)
        place = _place(part.name)
        if place <= before or (at == 0) != (part.name == DATABASE):
            raise UnreadableArchive(_FOREIGN)
        yield part
        at, before = part.end, place
    if before != _place(PAGE):
        raise UnreadableArchive(f"{_CUT}: its last page is missing")
    if whole - at > 2 * tarfile.RECORDSIZE or file.read().strip(b"\0"):
        raise UnreadableArchive("something follows its last page")


def _block(file: BinaryIO, at: int) -> bytes:
    file.seek(at)
    found = file.read(BLOCK)
    if len(found) < BLOCK:
        raise UnreadableArchive(_CUT)
    return found


def _part(file: BinaryIO, header: bytes, at: int) -> Part:
    found, size = _read(header), None
    if at == 0 and found.type == tarfile.XHDTYPE and found.size <= BLOCK:
        size = _long_size(_block(file, at + BLOCK)[: found.size])
        at += 2 * BLOCK
        found = _read(_block(file, at))
    if found.type != tarfile.REGTYPE or found.linkname or found.size < 0:
        raise UnreadableArchive(_FOREIGN)
    return Part(found.name, found.size if size is None else size, at + BLOCK)


def _read(header: bytes) -> tarfile.TarInfo:
    try:
        return tarfile.TarInfo.frombuf(header, "ascii", "strict")
    except (tarfile.HeaderError, ValueError, OverflowError) as why:
        raise UnreadableArchive(_CUT) from why


def _long_size(record: bytes) -> int:
    """The size in an extended header; one with anything else in it is refused."""
    found = _SIZE.fullmatch(record)
    if found is None or int(found[1]) != len(record):
        raise UnreadableArchive(_FOREIGN)
    return int(found[2])


def _place(name: str) -> tuple[int, str]:
    """Where a member stands among the others; raises UnreadableArchive for an unknown name."""
    if name in {DATABASE, PAGE}:
        return (0 if name == DATABASE else 2), ""
    if _EVIDENCE.fullmatch(name):
        return 1, name
    raise UnreadableArchive(_FOREIGN)
