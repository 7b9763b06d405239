"""That a backup was made, and that a restored one tells nobody a second time."""

from msgspec import Struct

from storage.broadcasts import broadcasts
from storage.engine import counters, leases
from storage.engine.database import Tx
from storage.queues import held_notices, inbox
from usecases import session
from usecases.core.request import Scene

BACKUP = "backup_at"  # the number that says when the last one was made
BATCH = 500


class Held(Struct, frozen=True):
    """What waits for a person after a restore."""

    notices: int
    broadcasts: int


def backed_up(tx: Tx, scene: Scene, whole: int) -> None:
    """A backup of so many rows was made and verified: it holds everything, so the journal knows."""
    counters.reach(tx, BACKUP, scene.now)
    session.note(tx, None, scene, "backup", "", f"{whole} rows")


def last_backup(tx: Tx) -> int | None:
    """When the last backup was made, unix seconds; None where there was none."""
    return counters.value(tx, BACKUP)


def hold(tx: Tx, scene: Scene, made_at: int) -> Held:
    """Hold whatever may have been sent after this backup was made."""
    inbox.forget_questions(tx)
    leases.free_all(tx)
    found = Held(notices=held_notices.hold(tx), broadcasts=broadcasts.hold(tx, scene.now))
    counters.reach(tx, BACKUP, made_at)
    session.note(tx, None, scene, "restore", "", f"of {made_at}; {found.notices} notices held")
    return found


def release(tx: Tx, scene: Scene, limit: int = BATCH) -> int:
    """Let what is held be sent, the oldest first; how many notices of this batch."""
    return _noted(tx, scene, "release_notices", held_notices.release(tx, scene.now, limit=limit))


def discard(tx: Tx, scene: Scene, limit: int = BATCH) -> int:
    """Give up what is held; how many notices of this batch."""
    return _noted(tx, scene, "discard_notices", held_notices.discard(tx, scene.now, limit=limit))


def _noted(tx: Tx, scene: Scene, verb: str, count: int) -> int:
    if count:
        session.note(tx, None, scene, verb, "", f"{count} notices")
    return count
