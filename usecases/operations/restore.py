"""Record backups, and hold notices after a restore so that none is sent twice."""

from msgspec import Struct

from storage.broadcasts import broadcasts
from storage.engine import counters, leases
from storage.engine.database import Tx
from storage.queues import held_notices, inbox
from usecases import session
from usecases.core.request import Request

BACKUP = "backup_at"  # name of the counter with the time of the last one
FLAWS = "backup_flaws"  # of the counter with how many files were missing or damaged in it
BATCH = 500


class HeldBack(Struct, frozen=True):
    """What waits for a person after a restore."""

    notices: int
    broadcasts: int


def backed_up(req: Request, whole: int, flaws: int = 0) -> None:
    """Record in the journal that a backup of `whole` rows was made and verified.

    `flaws` is how many files of evidence were missing or damaged in the store.
    """
    counters.reach(req.tx, BACKUP, req.now)
    counters.put(req.tx, FLAWS, flaws)
    files = f", {flaws} files missing or damaged" if flaws else ""
    session.note(req.acting_as(None), "backup", "", f"{whole} rows{files}")


def last_backup(tx: Tx) -> int | None:
    """When the last backup was made, unix seconds; None if there was none."""
    return counters.value(tx, BACKUP)


def flaws_of_last_backup(tx: Tx) -> int:
    """How many files of evidence were missing or damaged when the last backup was made."""
    return counters.value(tx, FLAWS) or 0


def hold(req: Request, made_at: int, *, erased: int = 0, flaws: int = 0) -> HeldBack:
    """Hold all notices that may have been sent after this backup was made.

    `erased` is how many erasures and revocations were repeated, for the journal; `flaws` as for
    `backed_up`.
    """
    inbox.forget_questions(req.tx)
    leases.free_all(req.tx)
    found = HeldBack(notices=held_notices.hold(req.tx), broadcasts=broadcasts.hold(req.tx, req.now))
    counters.reach(req.tx, BACKUP, made_at)
    counters.put(req.tx, FLAWS, flaws)
    reason = f"of {made_at}; {found.notices} notices held; {erased} erasures repeated"
    session.note(req.acting_as(None), "restore", "", reason)
    return found


def release(req: Request, limit: int = BATCH) -> int:
    """Release held notices to be sent, the oldest first. Returns how many of this batch."""
    return _noted(req, "release_notices", held_notices.release(req.tx, req.now, limit=limit))


def discard(req: Request, limit: int = BATCH) -> int:
    """Discard held notices. Returns how many of this batch."""
    return _noted(req, "discard_notices", held_notices.discard(req.tx, req.now, limit=limit))


def _noted(req: Request, verb: str, count: int) -> int:
    if count:
        session.note(req.acting_as(None), verb, "", f"{count} notices")
    return count
