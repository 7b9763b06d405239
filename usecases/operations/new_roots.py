"""After a theft of keys and database: a new root secret, and everything made with it anew.

It runs in steps beside the bot. Started again after a stop, it does what is left.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Protocol

from msgspec import Struct

from storage.backup import refingerprint, refingerprint_traits, root_stages
from storage.backup.refingerprint import MoveProgress
from storage.backup.refingerprint_traits import TraitProgress
from storage.crypto.roots import Stage
from storage.engine import leases
from storage.engine.database import ROOTS_SECONDS, Tx
from storage.network import former_marks
from usecases import session
from usecases.core.request import Conditions, Request
from usecases.operations.key_rotation import REST, RotationDatabase
from usecases.session import by_system

# Every process looks for new versions after ROOTS_SECONDS; twice as long again for its transaction.
GRACE_SECONDS = 3 * ROOTS_SECONDS
BROADCAST_SECONDS = 5.0  # between two looks whether a broadcast has got its recipients


class VersionedDatabase(RotationDatabase, Protocol):
    """A database that learns of new versions of the root secret."""

    async def learn_roots(self) -> None:
        """Look for them now."""
        ...


class NewRoots(Struct):
    """How many people, links, files and reported accounts have new fingerprints.

    `done` if they had them already.
    """

    people: int = 0
    targets: int = 0
    files: int = 0
    accounts: int = 0
    done: bool = False


def _is_somebody_at_work(tx: Tx) -> bool:
    return any(not lease.free for lease in leases.glimpse(tx.sql).values())


async def change(
    db: VersionedDatabase,
    conditions: Conditions,
    told: Callable[[str, int], None] = lambda *_: None,
    wait: Callable[[], Awaitable[None]] | None = None,
) -> NewRoots:
    """Make a new root secret and give all that can be given new fingerprints with it.

    `wait` lasts until every process has learned of a new version; by default GRACE_SECONDS, if
    one is at work. Raises KeyMissing if the first key of the ring is not a new one. Nothing is done
    if only `key_rotation.rotate`, which follows, was stopped.
    """
    found = NewRoots()
    if await db.read(root_stages.is_unfinished):
        return NewRoots(done=True)
    if wait is None:
        seconds = GRACE_SECONDS if await db.read(_is_somebody_at_work) else 0.0
        wait = partial(asyncio.sleep, seconds)
    if await db.read(root_stages.stage) is Stage.ROOT:
        await db.run(by_system, conditions, _begin)
        await db.learn_roots()
    if await db.read(root_stages.stage) is Stage.NEXT:
        told("waiting for all processes to learn of it", 0)
        await wait()
        await db.run(root_stages.bring_into_use)
        await db.learn_roots()
        await wait()
    while True:
        await _people(db, found, told)
        await _strays(db)
        if not await db.read(refingerprint.under_older):
            break
    found.targets = await _traits(db, refingerprint_traits.of_targets, "links", told)
    found.files = await _traits(db, refingerprint_traits.of_files, "files", told)
    found.accounts = await _traits(db, refingerprint_traits.of_accounts, "accounts", told)
    await _strays(db)  # what was begun before its person was moved, and written later
    await db.run(root_stages.settle)
    await db.learn_roots()
    return found


def _begin(req: Request) -> None:
    if root_stages.begin(req.tx):
        session.note(req.acting_as(None), "new_root", "", "")


async def _people(db: VersionedDatabase, found: NewRoots, told: Callable[[str, int], None]) -> None:
    acted = await db.read(refingerprint.acted)
    at = MoveProgress()
    while not at.done:
        at = await db.run(refingerprint.move, at, acted)
        told("waiting for a broadcast" if at.waits else "people", at.moved)
        await asyncio.sleep(BROADCAST_SECONDS if at.waits else REST)
    found.people += at.moved


async def _strays(db: VersionedDatabase) -> None:
    """Rows of columns without an index, and what was written while their people were moved."""
    known = await db.read(former_marks.former)
    for column in (*refingerprint.OTHERS, *refingerprint.INDEXED):
        strays = await db.read(refingerprint.strays, column)
        moved = {each: known[each] for each in strays if each in known}
        for batch in refingerprint.batches(moved):
            await db.run(refingerprint.rename, column, batch)
            await asyncio.sleep(REST)


async def _traits(
    db: VersionedDatabase,
    step: Callable[[Any, TraitProgress], TraitProgress],
    what: str,
    told: Callable[[str, int], None],
) -> int:
    at = TraitProgress()
    while not at.done:
        at = await db.run(step, at)
        told(what, at.changed)
        await asyncio.sleep(REST)
    return at.changed
