"""The files of a SQLite database: their owner alone may read them; old copies of it expire."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o600
_BESIDE = ("-wal", "-shm", "-journal")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
UNDATED = 2**31 - 1  # unix seconds; the latest time that every file system keeps
"""The time of a copy until a trusted clock has seen it."""


def create(path: Path) -> None:
    """Create an empty file that only its owner may read, if there is none.

    SQLite gives the WAL and the other files beside a database the mode of the database.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, OWNER_ONLY))


def create_new(path: Path) -> None:
    """The same for a file that must not be there: FileExistsError if another process made it."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))


def copy_before(path: Path, revision: str) -> Path:
    """Where the database is copied before it is upgraded to this revision."""
    return path.with_name(f"{path.name}.before-{revision}")


def left_beside(path: Path) -> tuple[Path, ...]:
    """The WAL and other files that a database of this name, which is gone, has left behind.

    SQLite would mix them into any other database that gets the name.
    """
    return tuple(each for each in beside(path) if os.path.lexists(each))


def unapplied(path: Path) -> tuple[Path, ...]:
    """The WAL and the journal of a database, which with its file make up its contents."""
    return tuple(each for each in left_beside(path) if not each.name.endswith("-shm"))


def tighten(path: Path) -> None:
    """Take the rights of all others to read the database, its WAL and its copies.

    A file of another user stays as it is.
    """
    for each in open_to_others(path):
        with suppress(OSError):
            each.chmod(stat.S_IMODE(each.stat().st_mode) & ~_OTHERS)


def open_to_others(path: Path) -> tuple[Path, ...]:
    """Those of the files that others than their owner may read or write."""
    files = (path, *beside(path), *copies(path))
    return tuple(each for each in files if each.is_file() and each.stat().st_mode & _OTHERS)


def copies(path: Path) -> Iterator[Path]:
    """The copies made before upgrades, and what SQLite has put beside them: no other file."""
    ours = re.compile(rf"{re.escape(path.name)}\.before-\d{{4}}({'|'.join(_BESIDE)})?", re.ASCII)
    if not path.parent.is_dir():
        return
    for each in sorted(path.parent.iterdir()):
        if ours.fullmatch(each.name) and each.is_file() and not each.is_symlink():
            yield each


def undate(copy: Path) -> None:
    """Let the time of a copy count from when a trusted clock sees it; the one now may be wrong."""
    os.utime(copy, (UNDATED, UNDATED))


def date_copies(path: Path, now: float) -> None:
    """Give the copies whose time is in the future the time of now, from a trusted clock."""
    for each in copies(path):
        if each.stat().st_mtime > now:
            with suppress(OSError):
                os.utime(each, (now, now))


def old_copies(path: Path, before: float) -> tuple[Path, ...]:
    """Those made before this moment, unix seconds."""
    return tuple(each for each in copies(path) if each.stat().st_mtime < before)


def beside(path: Path) -> Iterator[Path]:
    """The files that SQLite makes and removes beside a database of this name."""
    return (path.with_name(f"{path.name}{end}") for end in _BESIDE)
