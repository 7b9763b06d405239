"""Read the members of a bag: from the zip file that was handed out, or from an unpacked folder."""

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from usecases.case_files import bag

PIECE = 1024 * 1024  # bytes read at a time
MOST_MEMBERS = 10_000
_IN_MEMORY = 32 * 1024 * 1024  # a larger archive is compared by way of a temporary file


class BagError(Exception):
    """The file or folder is no bag that could be verified; the message says why, in English."""


class Members(Protocol):
    """The members of a bag by name, without the name of its folder."""

    def names(self) -> frozenset[str]:
        """The names of all members."""
        ...

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member's bytes in pieces."""
        ...

    def is_as_made(self) -> bool:
        """Whether nothing but the members' own bytes could differ from what was handed out."""
        ...


@contextmanager
def opened(path: Path) -> Iterator[Members]:
    """The members of a bag at this path; raises BagError."""
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as why:
        raise BagError(f"this is no zip file: {why}") from None
    with archive:
        yield _Archive(archive, path)


class _Folder:
    """A bag that was unpacked."""

    def __init__(self, path: Path) -> None:
        inner = [each for each in path.iterdir() if (each / bag.SIGNATURE).is_file()]
        self._root = path if (path / bag.SIGNATURE).is_file() or len(inner) != 1 else inner[0]

    def names(self) -> frozenset[str]:
        files = (each for each in self._root.rglob("*") if each.is_file() or each.is_symlink())
        return frozenset(each.relative_to(self._root).as_posix() for each in files)

    def pieces(self, name: str) -> Iterator[bytes]:
        path = self._root / name
        if path.is_symlink():
            raise BagError(f"{name} is a link")
        try:
            with path.open("rb") as file:
                yield from _pieces(file)
        except OSError as why:
            raise BagError(f"{name} cannot be read: {why}") from None

    def is_as_made(self) -> bool:
        return True


class _Archive:
    """A bag in its zip file."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive, self._path = archive, path
        entries = archive.infolist()
        if len(entries) > MOST_MEMBERS:
            raise BagError("it has too many members")
        if sum(each.file_size for each in entries) > path.stat().st_size:
            raise BagError("its members are larger than the file")
        if any(each.compress_type != zipfile.ZIP_STORED or each.flag_bits & 1 for each in entries):
            raise BagError(
                "its members are compressed: it was packed again; unpack it and verify the folder"
            )
        self._by_name: Mapping[str, zipfile.ZipInfo] = {
            each.filename.partition("/")[2]: each for each in entries
        }
        roots = {each.filename.partition("/")[0] for each in entries}
        if len(roots) != 1 or len(self._by_name) != len(entries):
            raise BagError("it is not one folder of different files")

    def names(self) -> frozenset[str]:
        return frozenset(self._by_name)

    def pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._archive.open(self._by_name[name]) as file:
                yield from _pieces(file)
        except KeyError:
            raise BagError(f"{name} is missing") from None
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError):
            raise BagError(f"{name} was changed: its checksum is wrong") from None

    def is_as_made(self) -> bool:
        """Pack the members again, in the same order, and compare the bytes of both archives."""
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as again:
            with zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as archive:
                for entry in self._archive.infolist():
                    bag.put(archive, entry.filename, self._archive.read(entry))
            again.seek(0)
            with self._path.open("rb") as file:
                return all(
                    one == file.read(PIECE) for one in iter(lambda: again.read(PIECE), b"")
                ) and not file.read(1)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
