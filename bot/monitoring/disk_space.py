"""Where a deployment keeps what it keeps on this machine, and how much room is left there."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.config.resources import sqlite_file
from bot.config.settings import Settings

SCARCE = 500 * 1024**2  # bytes: evidence of a busy week; people are told
SECONDS = 5.0  # between two looks at the disk
LEAST = 100 * 1024**2  # bytes: nothing more should come in


def places(settings: Settings) -> dict[str, Path]:
    """Folders by what is kept there: `database`, `evidence`; what is elsewhere is left out."""
    found = {}
    file = sqlite_file(settings.database_url)
    if file is not None:
        found["database"] = file.absolute().parent
    kind, _, path = settings.evidence_url.partition(":")
    if kind == "file":
        found["evidence"] = Path(path.removeprefix("//")).absolute()
    return found


def free_at(place: Path) -> int:
    """Bytes that are left there; a folder that is not made yet counts as the one around it."""
    stands = next(each for each in (place, *place.parents) if each.exists())
    return shutil.disk_usage(stands).free


@dataclass(slots=True)
class Gauge:
    """Whether there is no room for files any more: then text is taken, and evidence is not."""

    settings: Settings
    clock: Callable[[], float] = time.monotonic
    _looked_at: float = -SECONDS
    _full: bool = False

    def full(self) -> bool:
        """Less than LEAST is left in some place; looked at every few seconds at most."""
        if self.clock() - self._looked_at >= SECONDS:
            self._looked_at = self.clock()
            self._full = any(free_at(each) < LEAST for each in places(self.settings).values())
        return self._full
