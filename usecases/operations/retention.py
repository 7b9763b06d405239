"""Retention: count expired data before it is erased; compare rows with stored files."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from domain import clockwork, orphan_files
from domain.broadcast import KEPT_DAYS as READERS_KEPT
from domain.orphan_files import Held
from domain.status import ENDED
from domain.suggestion import KEPT_DAYS as SUGGESTIONS_KEPT
from storage.broadcasts import broadcasts
from storage.cases import clocks
from storage.evidence import evidence_files
from storage.files.blobs import Files
from storage.network import card_places
from storage.queues import dead_updates, inbox
from storage.reported_accounts import case_accounts
from storage.reporting import drafts, message_index, told_messages
from storage.suggestions import suggestions
from usecases.broadcasts import sending
from usecases.cases import archiving
from usecases.core.erasure_gate import Job
from usecases.core.profile import fix_promises
from usecases.core.request import Conditions, Request
from usecases.evidence import file_marks
from usecases.operations import scheduled
from usecases.operations.scheduled import DAY
from usecases.session import by_system
from usecases.suggestions import suggestion_box

T = TypeVar("T")
MOST = 10_000  # counted per kind: more is shown as "at least"
ORPHAN_AFTER = DAY  # a file is stored before its row is committed; after a day the row must exist
NAMED = 20
NAMES = 500

JOBS: tuple[Job, ...] = (
    archiving.put_away,
    archiving.purge,
    archiving.forget_joins,
    scheduled.discard_drafts,
    scheduled.erase_discarded_drafts,
    suggestion_box.forget,
    sending.forget,
    scheduled.forget_accounts,
    scheduled.forget_updates,
)
"""The scheduled jobs that archive or erase."""


class RetentionDatabase(Protocol):
    """Runs use cases (`storage.engine.database.Database` does)."""

    async def run(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run it as one transaction and return its result."""
        ...

    async def read(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run it read-only and return its result."""
        ...


def due(req: Request) -> dict[str, int]:
    """What the jobs would erase now, by kind, each counted up to MOST; legal holds separately.

    Uses the queries of the jobs, and changes nothing.
    """
    before = req.now - req.profile.clocks.draft_days * DAY
    ended = [
        len(clocks.ended(req.tx, each, limit_of(req, each), req.now, limit=MOST)) for each in ENDED
    ]
    answered = req.now - SUGGESTIONS_KEPT * DAY
    over = req.now - READERS_KEPT * DAY
    return {
        "cases to archive": sum(ended),
        "cases to empty": len(clocks.to_purge(req.tx, req.now, limit=MOST)),
        "cases kept by a legal hold": len(clocks.held_past(req.tx, req.now, limit=MOST)),
        "forms to drop": len(drafts.stale(req.tx, before, limit=MOST)),
        "suggestions to empty": len(suggestions.past(req.tx, answered, limit=MOST)),
        "lists of readers to drop": len(broadcasts.over(req.tx, over, limit=MOST)),
        "accounts to erase": len(
            case_accounts.past(req.tx, scheduled.accounts_before(req), limit=MOST)
        ),
        "updates to drop": inbox.past(req.tx, req.now - scheduled.INBOX_KEPT),
        "failed updates to drop": dead_updates.past(req.tx, scheduled.failed_before(req)),
        "places of words to drop": message_index.past(req.tx, req.now - scheduled.SAID_KEPT),
        "messages about reports to drop": told_messages.past(req.tx, req.now - scheduled.TOLD_KEPT),
        "places of cards to drop": card_places.past_private(req.tx, req.now - scheduled.CARDS_KEPT),
        "files to erase": len(evidence_files.dropped(req.tx, limit=MOST)),
    }


def limit_of(req: Request, status: Any) -> int:
    """A case of this state that ended before this time (unix seconds) is due to be archived."""
    return clockwork.ended_before(req.profile, status, req.now)


async def apply(db: RetentionDatabase, conditions: Conditions) -> None:
    """Erase everything that is due, batch by batch, as the scheduled jobs do."""
    await db.run(fix_promises, conditions.profile)
    for job in JOBS:
        while await db.run(by_system, conditions, job):
            continue


class Agreement(Struct, frozen=True, kw_only=True):
    """Result of comparing rows with stored files.

    `orphans` are stored files older than a day without a row, `unknown` the first NAMED of them,
    `erased` how many were erased; `held` is why they were not. `missing_count` files have a row but
    are not in the store; `missing` are the first NAMED of them.
    """

    files: int
    orphans: int
    unknown: tuple[str, ...] = ()
    erased: int = 0
    held: Held | None = None
    missing_count: int = 0
    missing: tuple[str, ...] = ()


class _Counted(Struct):
    """Result of one pass over the store; at most MOST_ERASED orphans are named."""

    files: int = 0
    kept: int = 0
    orphans: int = 0
    young: int = 0
    names: list[str] = []


async def reconcile(
    db: RetentionDatabase, files: Files, now: int, *, remove: bool, by_hand: bool = False
) -> Agreement:
    """Compare this deployment's folder of the store with the rows; erase orphans where `remove`.

    Erases none where `domain.orphan_files.held` gives a reason, unless `by_hand`. PlaceTaken where
    the store is another database's. Memory use does not grow with the number of files: they are
    looked up one by one only where there are fewer than rows.
    """
    mark = await (file_marks.sign(db, files, now) if remove else file_marks.look(db, files))
    looked = mark is not None and mark.looked
    found = await _counted(db, files, now)
    held = orphan_files.held(
        files=found.files,
        unknown=found.orphans,
        looked=looked,
        behind=mark is not None and mark.disputed,
    )
    erased = 0
    if remove and (by_hand or held is None):
        erased = await _erase(db, files, found.names)
        if by_hand or not (looked or found.orphans or found.young):
            await file_marks.settle(db, files, now)
        held = None
    lacking, missing = await _missing_files(db, files, found.kept)
    return Agreement(
        files=found.files,
        orphans=found.orphans,
        unknown=tuple(found.names[:NAMED]),
        erased=erased,
        held=held,
        missing_count=lacking,
        missing=missing,
    )


async def _counted(db: RetentionDatabase, files: Files, now: int) -> _Counted:
    found = _Counted()
    async for batch in files.listed():
        ours = [each for each in batch if orphan_files.is_stored_name(each[0])]
        states = await db.read(evidence_files.known_among, tuple(name for name, _ in ours))
        found.files += len(ours)
        found.kept += sum(states.values())
        for name, stored_at in ours:
            if name in states:
                continue
            if stored_at > now - ORPHAN_AFTER:
                found.young += 1
                continue
            found.orphans += 1
            found.names += [name] if len(found.names) < orphan_files.MOST_ERASED else []
    return found


async def _erase(db: RetentionDatabase, files: Files, names: list[str]) -> int:
    """Erase orphans, except those that have a row by now. Returns how many."""
    erased = 0
    for name in names:
        if not await db.read(evidence_files.is_known, name):
            await files.delete_unknown(name)
            erased += 1
    return erased


async def _missing_files(
    db: RetentionDatabase, files: Files, kept: int
) -> tuple[int, tuple[str, ...]]:
    """How many files that have a row are not in the store, and the first of them."""
    wanted = await db.read(evidence_files.kept_count)
    if kept < wanted:
        kept += await _kept_earlier(db, files)
    missing: list[str] = []
    lacking = 0
    if kept < wanted:
        async for name in _missing(db, files):
            lacking += 1
            missing += [name] if lacking <= NAMED else []
    return lacking, tuple(missing)


async def _kept_earlier(db: RetentionDatabase, files: Files) -> int:
    """How many files are where an earlier release stored them."""
    kept = 0
    async for batch in files.listed(earlier=True):
        ours = tuple(name for name, _ in batch if orphan_files.is_stored_name(name))
        kept += sum((await db.read(evidence_files.known_among, ours)).values())
    return kept


async def _missing(db: RetentionDatabase, files: Files) -> Any:
    after = ""
    while page := await db.read(evidence_files.kept_page, after, limit=NAMES):
        for name, _ in page:
            if not await files.has(name):
                yield name
        after = page[-1][0]
