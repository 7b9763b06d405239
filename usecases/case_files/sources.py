"""Read the members of a bag: from the zip file that was handed out, or from an unpacked folder."""

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Protocol

from usecases.case_files import bag

PIECE = 1024 * 1024  # bytes read at a time
MOST_MEMBERS = 10_000
_IN_MEMORY = 32 * 1024 * 1024  # a larger archive is compared by way of a temporary file

TAR_MAGIC, TAR_MAGIC_AT = b"ustar", 257  # POSIX pax: the magic of the first header
TAR = "it is a tar archive, as a backup is; `jubao restore` checks a backup"


class BagError(Exception):
    """The file or folder is no bag that could be verified; the message says why, in English."""


class NotABagError(BagError):
    """It is something else than a bag, or so damaged that it cannot be told."""


class Members(Protocol):
    """The members of a bag by name, without the name of its folder."""

    def names(self) -> frozenset[str]:
        """The names of all members."""
        ...

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member's bytes in pieces."""
        ...

    def is_as_made(self, number: str, /) -> bool:
        """Whether nothing but the members' own bytes could differ from what was handed out.

        `number` is the number of the case that was signed.
        """
        ...


@contextmanager
def opened(path: Path) -> Iterator[Members]:
    """The members of a bag at this path; raises BagError."""
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        archive = zipfile.ZipFile(path)
    except OSError as why:
        raise BagError(f"it cannot be read: {why.strerror or why}") from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as why:
        said = TAR if _is_tar(path) else str(why)
        raise NotABagError(f"it is no case file and no receipt: {said}") from None
    with archive:
        yield _Archive(archive, path)


def _is_tar(path: Path) -> bool:
    """Whether it begins as a tar archive; `tarfile` itself is loaded for backups alone."""
    with path.open("rb") as file:
        file.seek(TAR_MAGIC_AT)
        return file.read(len(TAR_MAGIC)) == TAR_MAGIC


class _Folder:
    """A bag that was unpacked."""

    def __init__(self, path: Path) -> None:
        try:
            self._root = _root(path)
            self._names = frozenset(islice(_files_in(self._root), MOST_MEMBERS + 1))
        except OSError as why:
            raise BagError(f"it cannot be read: {why.strerror or why}") from None
        if len(self._names) > MOST_MEMBERS:
            raise BagError("it has too many members")

    def names(self) -> frozenset[str]:
        return self._names

    def pieces(self, name: str) -> Iterator[bytes]:
        path = self._root / name
        if path.is_symlink() or not path.is_file():
            raise BagError(f"{name} is no regular file")
        try:
            with path.open("rb") as file:
                yield from _pieces(file)
        except OSError as why:
            raise BagError(f"{name} cannot be read: {why.strerror or why}") from None

    def is_as_made(self, _number: str) -> bool:
        """A folder may have any name, and holds no bytes between its files."""
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
        self._root = next(iter(roots), "")
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

    def is_as_made(self, number: str) -> bool:
        """Pack the members again, in the same order, and compare the bytes of both archives."""
        if self._root != f"case-{number}":
            return False
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as again:
            with zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as archive:
                for entry in self._archive.infolist():
                    bag.put(archive, entry.filename, self._archive.read(entry))
            again.seek(0)
            with self._path.open("rb") as file:
                return all(
                    one == file.read(PIECE) for one in iter(lambda: again.read(PIECE), b"")
                ) and not file.read(1)


def _root(path: Path) -> Path:
    """The folder of the bag: this one, or the only one in it that has a signature."""
    if (path / bag.SIGNATURE).exists():
        return path
    inner = [each for each in path.iterdir() if (each / bag.SIGNATURE).exists()]
    if len(inner) > 1:
        raise NotABagError(f"there are {len(inner)} case files in it: name one of them")
    if not inner:
        is_part_of_one = any((path / name).exists() for name in bag.TAGS)
        kind = BagError if is_part_of_one else NotABagError
        raise kind(f"it is no case file: {bag.SIGNATURE} is missing")
    return inner[0]


def _files_in(root: Path) -> Iterator[str]:
    """The names of all that is no folder: files, links, and what else a file system can hold."""
    for each in root.rglob("*"):
        if each.is_symlink() or not each.is_dir():
            yield each.relative_to(root).as_posix()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
