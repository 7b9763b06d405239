"""Keep the list of erasures complete: the deployment's own, and the one beside a backup."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from storage.backup import erasure_list
from storage.crypto.erasure_tokens import ErasureKeys
from storage.engine import erasures
from storage.engine.database import Database
from storage.engine.erasures import Erasure

ROWS = 500


@dataclass(slots=True)
class ErasureList:
    """Appends what a database has noted as erased to the list."""

    db: Database
    path: Path
    now: Callable[[], float]
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def write(self) -> None:
        """Append what is missing; all of it where the file is gone. OSError if it cannot be."""
        async with self._lock:
            if not self.path.exists():
                await self.db.run(erasures.list_again)
            while pending := await self.db.read(erasures.pending, limit=ROWS):
                keys = ErasureKeys(self.db.cipher.key_ring)
                await asyncio.to_thread(erasure_list.append, self.path, pending.values(), keys)
                await self.db.run(erasures.set_listed, tuple(pending), int(self.now()))


async def copy_beside(db: Database, own: Path, backup: Path) -> None:
    """Add what the list beside a backup lacks; nothing if it is the deployment's `own` list."""
    keys, noted = ErasureKeys(db.cipher.key_ring), await db.read(erasures.every)
    await asyncio.to_thread(_copy, noted, own, backup.parent / erasure_list.NAME, keys)


def _copy(noted: Sequence[Erasure], own: Path, path: Path, keys: ErasureKeys) -> None:
    if path.resolve() == own.resolve():
        return
    known = set(erasure_list.read((path,), keys).erasures)
    missing = [each for each in noted if each not in known and each.key in keys]
    erasure_list.append(path, missing, keys)
