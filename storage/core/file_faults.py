"""Say in one sentence why a file cannot be used: its name, reason, owner, and who we are."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

_NO_RIGHT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_ROOM = frozenset({errno.ENOSPC})
_LEAST = 65_536  # bytes that SQLite needs beside a file: the index of a WAL, and a page of it
_READ_ONLY = "the file system is mounted read-only"


def sentence(error: OSError, path: Path | str | None = None) -> str:
    """`FILE: reason`; where a right is missing with owner and user, on a full disk with the rest.

    `path` by default is the file that the error names; without one, the reason alone.
    """
    reason = error.strerror or type(error).__name__
    named = path if path is not None else error.filename
    if not isinstance(named, str | bytes | os.PathLike):
        return reason
    file = Path(os.fsdecode(named))
    if error.errno == errno.EROFS:
        return f"{file}: {_READ_ONLY}"
    if error.errno in _NO_RIGHT:
        return f"{file}: {reason}; {_owners(file)}"
    if error.errno in _NO_ROOM and not _is_device(file):
        return f"{file}: {reason}{_room(file)}"
    if error.errno == errno.ENAMETOOLONG:
        return f"{shortened(file)}: {reason}"
    return f"{file}: {reason}"


def shortened(path: Path) -> str:
    """A path that is too long, by its beginning."""
    return f"{str(path)[:80]}… ({len(os.fsencode(path))} bytes)"


def database_fault(file: Path) -> str:
    """Why SQLite cannot write this file or beside it; empty if nothing is found.

    SQLite needs the folder as well: it keeps the WAL and a journal there.
    """
    try:
        if not _is_there(file):
            return _folder_fault(file, file.parent)
        if file.is_dir():
            return f"{file.absolute()}: is a folder, not a file"
        if not file.is_file():
            return f"{file.absolute()}: is no file"
    except OSError as error:
        return sentence(error, file.absolute())
    if not _may(file, os.R_OK | os.W_OK):
        return _no_right(file, "cannot be read and written")
    return _folder_fault(file, file.resolve().parent)


def _is_there(file: Path) -> bool:
    """As `exists`, but a circle of links is an OSError."""
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def write_fault(file: Path) -> str:
    """Why a file cannot be written anew in its folder; empty if nothing is found."""
    if file.is_dir():
        return f"{file.absolute()}: is a folder, not a file"
    return _folder_fault(file, file.parent)


def folder_fault(folder: Path) -> str:
    """Why no files can be written into a folder, or it cannot be made; empty if they can."""
    place = folder.absolute()
    try:
        stands = next(each for each in (place, *place.parents) if os.path.lexists(each))
        if not stands.exists():
            return f"{_and(place, stands)} is a link that leads nowhere: mend the link"
        if not stands.is_dir():
            return f"{_and(place, stands)} is a file, not a folder: name another folder"
    except OSError as error:
        return sentence(error, place)
    if not _may(stands, os.R_OK | os.W_OK | os.X_OK):
        return _no_right(stands, "cannot be written")
    return ""


def _and(place: Path, stands: Path) -> str:
    return f"{place}" if place == stands else f"{place}: {stands}"


def _folder_fault(file: Path, folder: Path) -> str:
    place = folder.absolute()
    stands = next(each for each in (place, *place.parents) if each.exists())
    if not stands.is_dir():
        return f"{file.absolute()}: {stands} is not a folder"
    if not _may(stands, os.R_OK | os.W_OK | os.X_OK):
        return _no_right(stands, f"cannot be written, for {file.name} and what is kept beside it")
    return ""


def _no_right(path: Path, what: str) -> str:
    if _mounted_read_only(path):
        return f"{path.absolute()}: {what}: {_READ_ONLY}"
    return f"{path.absolute()}: {what}; {_owners(path)}"


def _may(path: Path, rights: int) -> bool:
    return os.access(path, rights, effective_ids=os.access in os.supports_effective_ids)


def _mounted_read_only(path: Path) -> bool:
    with suppress(OSError):
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    return False


def _owners(path: Path) -> str:
    """Whose the file is, and as whom we run; for what we cannot see, the folder that we can."""
    us = f"this process runs as {_name(os.geteuid())}"
    place = path.absolute()
    if place.is_file() and _may(place, os.R_OK | os.W_OK):
        place = place.parent  # the folder is what refuses
    for each in (place, *place.parents):
        with suppress(OSError):
            found = each.stat()
            what = "it" if each == path.absolute() else str(each)
            mode = f"mode {stat.S_IMODE(found.st_mode):04o}"
            return f"{what} belongs to {_name(found.st_uid)}, {mode}, and {us}"
    return us


def _name(uid: int) -> str:
    import pwd  # noqa: PLC0415 - not on every system, and only for messages

    with suppress(KeyError):
        return f"{pwd.getpwuid(uid).pw_name} ({uid})"
    return f"user {uid}"


def _is_device(path: Path) -> bool:
    with suppress(OSError):
        return not stat.S_ISREG(path.stat().st_mode)
    return False


def is_full(path: Path) -> bool:
    """Whether the disk of a file has no room for what SQLite keeps beside it."""
    with suppress(OSError):
        found = os.statvfs(path.absolute().parent)
        return found.f_bavail * found.f_frsize < _LEAST
    return False


def _room(path: Path) -> str:
    for each in (path.absolute(), *path.absolute().parents):
        with suppress(OSError):
            found = os.statvfs(each)
            return f" ({found.f_bavail * found.f_frsize // 1024} kB free there)"
    return ""
