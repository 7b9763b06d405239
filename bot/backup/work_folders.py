"""A folder beside a file that is being made; only one process at a time makes the file."""

import errno
import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.core.errors import Failed, Refused
from storage.core import file_faults
from storage.core.errors import StorageFull
from storage.engine.sqlite_errors import translated

_EXCLUSIVE = fcntl.LOCK_EX | fcntl.LOCK_NB
_END, PART = ".jubao", ".part"
_FORMER = r"[a-z0-9_]{8}"  # the end of the name that an earlier release gave to such a folder


@contextmanager
def work_folder(to: Path, what: str = "") -> Iterator[Path]:
    """An empty folder beside `to`, on the same disk; what a killed run left there is removed.

    Raises Refused while another process has it; `what` says what is made, by default `to`. If this
    disk gets full, Failed is raised, which names `to`.
    """
    folder = _beside(to)
    handle = _locked(folder, what or str(to))
    try:
        _clear(folder, to)
        yield folder
    except Exception as error:
        if not _is_full(error, folder):
            raise
        full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise Failed(file_faults.sentence(full, to)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)  # with it the lock ends, as it does when the process is killed


def refuse_while_made(to: Path) -> None:
    """Refused while another process makes this file, such as a restore its database."""
    if _beside(to).is_dir():
        with work_folder(to):
            pass


def remove_left(to: Path) -> None:
    """Remove what killed runs left beside a file; what a process is using stays.

    After a killed restore that is a whole copy of the database.
    """
    if _beside(to).exists() or _former(to):
        with suppress(Refused, OSError), work_folder(to):
            pass


def remove_left_in(folder: Path) -> None:
    """Remove what killed runs left in a folder, whatever they made, with the unfinished file.

    Only if its lock shows that the process is gone: where a disk has no locks, all stays.
    """
    for each in folder.glob(f".*{_END}"):
        with suppress(OSError):
            handle = os.open(each, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                _remove_unlocked(each, handle)
            finally:
                os.close(handle)


def _remove_unlocked(left: Path, handle: int) -> None:
    made = left.with_name(left.name.removeprefix(".").removesuffix(_END))
    part = part_of(made)
    # One that is empty may have been made just now, by a process that is about to lock it.
    if os.fstat(handle).st_uid != os.geteuid() or not (part.exists() or any(left.iterdir())):
        return
    fcntl.flock(handle, _EXCLUSIVE)
    if os.path.samestat(os.fstat(handle), left.stat()):
        part.unlink(missing_ok=True)
        shutil.rmtree(left, ignore_errors=True)


def part_of(to: Path) -> Path:
    """What a file is called until it is whole."""
    return to.with_name(f"{to.name}{PART}")


def _beside(to: Path) -> Path:
    return to.with_name(f".{to.name}{_END}")


def _former(to: Path) -> list[Path]:
    """The folders of killed runs of an earlier release."""
    ours = re.compile(rf"\.{re.escape(to.name)}\.{_FORMER}")
    return [each for each in to.parent.iterdir() if ours.fullmatch(each.name)]


def _locked(folder: Path, what: str) -> int:
    """Make the folder, if it is not there, and lock it; returns the handle of the lock."""
    while True:
        folder.mkdir(mode=0o700, exist_ok=True)
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError:  # another process has just ended, and removed it
            continue
        try:
            _lock(handle, folder, what)
        except BaseException:
            os.close(handle)
            raise
        if folder.exists() and os.path.samestat(os.fstat(handle), folder.stat()):
            return handle
        os.close(handle)


def _lock(handle: int, folder: Path, what: str) -> None:
    if os.fstat(handle).st_uid != os.geteuid():
        raise Refused(f"{folder} belongs to another user: remove it")
    try:
        fcntl.flock(handle, _EXCLUSIVE)
    except BlockingIOError:
        words = f"another process makes {what} at this moment: wait until it has ended"
        raise Refused(words) from None
    except OSError as why:  # some network disks have no locks
        if why.errno not in {
            errno.ENOLCK,
            errno.ENOSYS,
            errno.EOPNOTSUPP,
            errno.EBADF,
            errno.EINVAL,
        }:
            raise


def _clear(folder: Path, to: Path) -> None:
    """Remove what killed runs left, also those of earlier releases."""
    for each in (*_former(to), *folder.iterdir()):
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each, ignore_errors=True)
        elif each.parent == folder:
            each.unlink()


def _is_full(error: Exception, folder: Path) -> bool:
    """Whether the disk of this folder was full; another database may be on another disk."""
    if isinstance(error, StorageFull):
        return str(folder.absolute()) in str(error)
    if isinstance(error, OSError):
        return error.errno == errno.ENOSPC
    return isinstance(translated(error), StorageFull)
