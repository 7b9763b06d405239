"""A file with heads of the journal, kept apart from the database, and the check against it.

The journal alone cannot show that its end was cut off and its head set back. Whoever does so has
to change this file as well, and what was sent to admins and to the log.
"""

import asyncio
import errno
import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import structlog
from msgspec import Struct

from bot.config import own_files
from handlers.core.services import Services
from storage.audit import audit
from storage.audit.audit import Flaw
from storage.audit.journal_order import Head

log = structlog.get_logger("jubao.journal")

NAME = own_files.HEADS
MOST_LINES = 400  # one for each day, and the newest
_LINE = re.compile(r"(\S+) (\d+):([0-9a-f]{16,64})")
_OF_NO_ENTRY = re.compile(r"\S+ 0:")  # a backup before the first entry wrote it until 0.4


class KeptHead(Struct, frozen=True):
    """A head of the journal and when it was kept, unix seconds."""

    at: int
    head: Head

    def __str__(self) -> str:
        return f"{self.head} of {datetime.fromtimestamp(self.at, UTC):%Y-%m-%d %H:%M} UTC"


def read(path: Path) -> tuple[KeptHead, ...]:
    """The heads in a file, oldest first; none if there is no file. Other lines are ignored."""
    try:
        text = path.read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return ()
    found = []
    for line in text.splitlines():
        with suppress(ValueError):
            if parts := _LINE.fullmatch(line.strip()):
                at = int(datetime.fromisoformat(parts[1]).timestamp())
                found.append(KeptHead(at, Head(int(parts[2]), parts[3])))
    return tuple(found)


def newest(path: Path) -> KeptHead | None:
    """The head that was kept last: the last line."""
    return next(reversed(read(path)), None)


def keep(path: Path, head: Head, at: int) -> None:
    """Make this head the newest; the last one of each day before stays. The file is replaced.

    A journal without entries has no head, and nothing is written. Raises OSError where a file of
    another kind has that name.
    """
    if not head.count:
        return
    kept = list(read(path))
    if not kept and not _has_nothing(path):
        raise FileExistsError(errno.EEXIST, "it is another file, not one of the journal's heads")
    if kept and kept[-1].at // 86_400 == at // 86_400 and kept[-1].head.count <= head.count:
        kept.pop()
    _replace(path, (*kept, KeptHead(at, head))[-MOST_LINES:])


def _has_nothing(path: Path) -> bool:
    """Whether there is no file, or an empty one, or heads of a journal without entries alone."""
    if not path.exists():
        return True
    lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    return all(_OF_NO_ENTRY.fullmatch(line) for line in lines)


def _replace(path: Path, heads: Sequence[KeptHead]) -> None:
    """Write the file anew, so that a crash leaves the old one or the new one whole."""
    lines = (
        f"{datetime.fromtimestamp(each.at, UTC).isoformat()} {each.head.count}:{each.head.link}\n"
        for each in heads
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A name of its own: two backups may end at the same moment beside the same file.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _tried(path: Path, head: Head, at: int) -> str | None:
    """Keep a head; the reason if that failed."""
    try:
        keep(path, head, at)
    except OSError as error:
        return error.strerror or type(error).__name__
    return None


@dataclass(slots=True)
class JournalWatch:
    """Keeps the newest head in `path`, and notices when the journal no longer has the kept one."""

    path: Path
    services: Services
    is_cut: bool = False
    _writable: bool = True

    async def look(self) -> bool:
        """Compare, keep the head if it is newer; whether the end of the journal is missing.

        A head that does not follow the kept one is never written over it.
        """
        try:
            kept = await asyncio.to_thread(newest, self.path)
        except OSError as error:  # it is nothing that other checks should wait for
            self._note(error.strerror or type(error).__name__)
            return False
        head, found = await self.services.db.read(audit.ends, kept.head if kept else None)
        cut = any(each.flaw in {Flaw.CUT, Flaw.OTHER} for each in found)
        if cut and not self.is_cut:
            log.error("journal-cut", kept=str(kept), entries=head.count)
        self.is_cut = cut
        if head.count and not found and (kept is None or kept.head.count < head.count):
            await self._keep(head)
        return cut

    async def _keep(self, head: Head) -> None:
        self._note(await asyncio.to_thread(_tried, self.path, head, int(self.services.now())))

    def _note(self, error: str | None) -> None:
        """Log once why no head can be kept, until one is."""
        if error is not None and self._writable:
            log.error("journal-head-not-kept", path=str(self.path), error=error)
        self._writable = error is None
