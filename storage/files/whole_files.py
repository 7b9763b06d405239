"""Write files so that each is there whole or not at all: beside its name, then moved to it.

Every command that writes a file does it here. A device or a pipe cannot be moved to, so it gets the
finished bytes instead.
"""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

PREFIX = ".jubao-"  # of the folders in which files are written
DATABASE, ARCHIVE, KEYS = "a database", "an archive or a backup", "a file with keys"
LOOKED_AT = 65_536  # bytes at the beginning of a file that is to be replaced
_OPEN_FILES = ("/dev/fd/", "/proc/")  # names of files that a process has open
_OF_WRITING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})
_STDOUT = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


def is_stdout(path: Path) -> bool:
    """Whether this is the process's own output, to which nothing else is to be printed then."""
    return str(path) in _STDOUT


@contextmanager
def replacing(path: Path, *, mode: int | None = None, settings: bool = False) -> Iterator[Path]:
    """Where to write a file; it is flushed to disk and moved to `path` if the block succeeds.

    The folder is made if it is missing; a symbolic link stays, and its target is replaced. `mode`
    are its permissions, by default those of the file that is there. Raises an OSError that names
    `path` if it cannot be written; then whatever was there is unchanged. A database, an archive
    such as a backup, and, unless these are what is written (`settings`), a file with keys are not
    replaced by something else.
    """
    if _is_direct(path):
        with TemporaryDirectory(prefix=PREFIX) as aside, _naming(path, Path(aside)):
            yield Path(aside) / path.name
            _pour(Path(aside) / path.name, path)
        return
    place = path.resolve()
    with _naming(path):
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory", str(path))
        held = _held(place)
        if held == DATABASE or (held == KEYS and not settings):
            raise _kept(path, held)
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place.parent))
    try:
        with _naming(path, beside):
            yield beside / place.name
            if held == ARCHIVE and _held(beside / place.name) != ARCHIVE:
                raise _kept(path, held)
            _finish(beside / place.name, place, mode)
            (beside / place.name).replace(place)
            _sync_folder(place.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def rewrite(path: Path, data: bytes) -> None:
    """Write these bytes to a file, new or not: whole or, after an error, not at all."""
    with replacing(path) as beside:
        beside.write_bytes(data)


def write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Write files of these names into a folder, which is made if it is missing; their paths.

    They are moved to their names once all are complete, in their order. Raises an OSError that
    names the file or folder: then nothing has changed.
    """
    with _naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    try:
        names = []
        for name, data in files:
            with _naming(folder / name, beside):
                write_new(beside / name, data)
            names.append(name)
        for name in names:
            if (folder / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a directory", str(folder / name))
        with _naming(folder, beside):
            moved = [(beside / name).replace(folder / name) for name in names]
            _sync_folder(folder)
        return moved
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _held(place: Path) -> str:
    """What a file holds that a slip of the hand must not cost; empty if nothing, or no file."""
    try:
        with place.open("rb") as file:
            start = file.read(LOOKED_AT)
    except OSError:
        return ""
    if start.startswith(b"SQLite format 3\0"):
        return DATABASE
    if start[257:262] == b"ustar":
        return ARCHIVE
    return KEYS if b"JUBAO_SEAL_KEYS=" in start else ""


def _kept(path: Path, held: str) -> OSError:
    return FileExistsError(errno.EEXIST, f"is {held}: name another file", str(path))


def write_new(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet, and flush it to disk; raises FileExistsError."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _finish(part: Path, place: Path, mode: int | None) -> None:
    """Flush it to disk, with the permissions that it is to have."""
    if mode is None and place.exists():
        mode = stat.S_IMODE(place.stat().st_mode)
    if mode is not None:
        part.chmod(mode)
    handle = os.open(part, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every file system can; the file itself is on the disk
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_direct(path: Path) -> bool:
    """Whether it is a device, a pipe, a socket, or a file that is open already."""
    if is_stdout(path) or str(path).startswith(_OPEN_FILES):
        return True
    try:
        found = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(found) or stat.S_ISDIR(found))


def _pour(part: Path, path: Path) -> None:
    """Copy the finished file into a device or pipe; to our own output without opening it anew."""
    stdout = is_stdout(path)
    gone = (BrokenPipeError,) if stdout else ()  # a reader such as `head` has what it wanted
    with _naming(path), suppress(*gone):
        handle = os.dup(1) if stdout else os.open(path, os.O_WRONLY)
        with part.open("rb") as source, os.fdopen(handle, "wb") as target:
            shutil.copyfileobj(source, target)


@contextmanager
def _naming(path: Path, beside: Path | None = None) -> Iterator[None]:
    """Let the OSErrors of a write name the file that the caller asked for.

    Those that name another file, outside of the folder `beside`, are about something else.
    """
    try:
        yield
    except OSError as error:
        named = error.filename
        ours = beside is None or (named is None and error.errno in _OF_WRITING)
        if not ours and not (named is not None and str(named).startswith(str(beside))):
            raise
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
