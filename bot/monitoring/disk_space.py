"""Free disk space of the folders of database and evidence."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.config.settings import Settings
from storage.core.database_url import sqlite_file

SCARCE = 500 * 1024**2  # bytes: evidence of a busy week; below, admins are warned
SECONDS = 5.0  # between two checks
LEAST = 100 * 1024**2  # bytes: no files are accepted below


def places(settings: Settings) -> dict[str, Path]:
    """The folders `database` and `evidence`; those on other machines are left out."""
    folders = {}
    file = sqlite_file(settings.database_url)
    if file is not None:
        folders["database"] = file.absolute().parent
    kind, _, path = settings.evidence_url.partition(":")
    if kind == "file":
        folders["evidence"] = Path(path.removeprefix("//")).absolute()
    return folders


def free_at(place: Path) -> int:
    """Free bytes at a folder; if it does not exist yet, at its nearest existing parent."""
    stands = next(each for each in (place, *place.parents) if each.exists())
    return shutil.disk_usage(stands).free


@dataclass(slots=True)
class FreeSpace:
    """Whether the disk is too full to accept files; text is still accepted."""

    settings: Settings
    clock: Callable[[], float] = time.monotonic
    _looked_at: float = -SECONDS
    _free: int | None = None  # bytes in the folder with the least; None: none is on this machine

    def full(self) -> bool:
        """Whether a folder has less than LEAST free."""
        return self._is_below(LEAST)

    def scarce(self) -> bool:
        """Whether a folder has less than SCARCE free: the rest is for those who send little."""
        return self._is_below(SCARCE)

    def _is_below(self, least: int) -> bool:
        """Whether a folder has less than this free; checked at most every SECONDS."""
        if self.clock() - self._looked_at >= SECONDS:
            self._looked_at = self.clock()
            free = (free_at(each) for each in places(self.settings).values())
            self._free = min(free, default=None)
        return self._free is not None and self._free < least
