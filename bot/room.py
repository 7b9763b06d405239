"""Where a deployment keeps what it keeps on this machine, and how much room is left there."""

import shutil
from pathlib import Path

from bot.ground import sqlite_file
from bot.settings import Settings

SCARCE = 500 * 1024**2  # bytes: evidence of a busy week; people are told
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
