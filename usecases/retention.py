"""What is past its time, counted before it goes; and whether rows and stored files agree."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from domain import clockwork
from domain.broadcast import KEPT_DAYS as READERS_KEPT
from domain.status import ENDED
from domain.suggestion import KEPT_DAYS as SUGGESTIONS_KEPT
from storage import broadcasts, clocks, drafts, inbox, said, stored, suggestions
from storage.db import Tx
from storage.files import Files
from usecases import archiving, broadcast_sending, suggesting, upkeep
from usecases.gate import Job
from usecases.scene import Scene
from usecases.upkeep import DAY

T = TypeVar("T")
MOST = 10_000  # of each kind are counted: more is said to be so many at least
ORPHAN_AFTER = DAY  # a file is stored before its row says so; by then it surely did
NAMED = 20
NAMES = 500

JOBS: tuple[Job, ...] = (
    archiving.put_away,
    archiving.purge,
    upkeep.discard_drafts,
    suggesting.forget,
    broadcast_sending.forget,
    upkeep.forget_updates,
)
"""Those of the clock's jobs that let something go."""


class Runs(Protocol):
    """Runs use cases (`storage.db.Database` does)."""

    async def run(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run it as one transaction."""
        ...

    async def read(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run what only reads."""
        ...


def due(tx: Tx, scene: Scene) -> dict[str, int]:
    """What would go now, by kind, each counted up to MOST; what a legal hold keeps is apart.

    It asks what the jobs ask, and changes nothing.
    """
    before = scene.now - scene.profile.clocks.draft_days * DAY
    ended = [
        len(clocks.ended(tx, each, limit_of(scene, each), scene.now, limit=MOST)) for each in ENDED
    ]
    answered = scene.now - SUGGESTIONS_KEPT * DAY
    over = scene.now - READERS_KEPT * DAY
    return {
        "cases to archive": sum(ended),
        "cases to empty": len(clocks.to_purge(tx, scene.now, limit=MOST)),
        "cases kept by a legal hold": len(clocks.held_past(tx, scene.now, limit=MOST)),
        "forms to drop": len(drafts.stale(tx, before, limit=MOST)),
        "suggestions to empty": len(suggestions.past(tx, answered, limit=MOST)),
        "lists of readers to drop": len(broadcasts.over(tx, over, limit=MOST)),
        "updates to drop": inbox.past(tx, scene.now - upkeep.INBOX_KEPT),
        "places of words to drop": said.past(tx, scene.now - upkeep.SAID_KEPT),
        "files to erase": len(stored.dropped(tx, limit=MOST)),
    }


def limit_of(scene: Scene, status: Any) -> int:
    """Before which moment a case of this state must have ended to be put away."""
    return clockwork.ended_before(scene.profile, status, scene.now)


async def apply(db: Runs, scene: Scene) -> None:
    """Let everything go that is due, as the clock would, batch by batch."""
    await db.run(archiving.fix_promises, scene.profile)
    for job in JOBS:
        while await db.run(job, scene):
            continue


class Agreement(Struct, frozen=True, kw_only=True):
    """Whether rows and stored files agree.

    `orphans` were stored files that no row speaks of; `missing` are files of which a row says that
    they are kept and that are not there, the first NAMED of `missing_count`.
    """

    files: int
    orphans: int
    missing_count: int = 0
    missing: tuple[str, ...] = ()


async def reconcile(db: Runs, files: Files, now: int, *, remove: bool) -> Agreement:
    """Compare the store with the rows; orphans older than a day are erased where `remove`.

    Memory stays the same however many there are: files are looked for one by one only where there
    are fewer than rows.
    """
    count = kept = orphans = 0
    async for batch in files.listed():
        count += len(batch)
        states = await db.read(stored.known_among, tuple(name for name, _ in batch))
        kept += sum(states.values())
        for name, stored_at in batch:
            if name in states or stored_at > now - ORPHAN_AFTER:
                continue
            orphans += 1
            if remove:
                await files.delete(name)
    missing: list[str] = []
    lacking = 0
    if kept < await db.read(stored.kept_count):
        async for name in _missing(db, files):
            lacking += 1
            missing += [name] if lacking <= NAMED else []
    return Agreement(files=count, orphans=orphans, missing_count=lacking, missing=tuple(missing))


async def _missing(db: Runs, files: Files) -> Any:
    after = ""
    while page := await db.read(stored.kept_page, after, limit=NAMES):
        for name, _ in page:
            if not await files.has(name):
                yield name
        after = page[-1][0]
