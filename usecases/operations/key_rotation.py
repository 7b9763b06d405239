"""Key rotation: encrypt everything again with the key ring's first key, while the bot runs."""

import asyncio
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import IO, Any, Protocol, TypeVar

from domain.core.errors import FileGone
from domain.core.threads import in_thread
from storage.backup import root_stages, rotation
from storage.backup.rotation import SEALED, RotationProgress, Sealed
from storage.core.errors import KeyMissing
from storage.crypto.encryption import Cipher, KeyRing, header_of
from storage.crypto.streaming import Opening, Sealing
from storage.evidence import evidence_files
from storage.files.blobs import PIECE, Files, place
from usecases import session
from usecases.core.request import Conditions, Request
from usecases.evidence import file_marks
from usecases.session import by_system

T = TypeVar("T")
NAMES = 500
REST = 0.005  # seconds between two steps, so that others can write


class RotationDatabase(Protocol):
    """Runs use cases (`storage.engine.database.Database` does)."""

    cipher: Cipher

    async def run(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run it as one transaction and return its result."""
        ...

    async def read(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run it read-only and return its result."""
        ...


@dataclass(slots=True)
class Turned:
    """Result of a rotation: values and files encrypted again, and those that failed to decrypt.

    `left` counts values that another key encrypted meanwhile.
    """

    values: int = 0
    files: int = 0
    failed: list[str] = field(default_factory=list)
    left: int = 0


async def rotate(
    db: RotationDatabase,
    files: Files,
    conditions: Conditions,
    told: Callable[[str, int], None] = lambda *_: None,
) -> Turned:
    """Encrypt everything again in steps; started again after a stop, it does the rest.

    `told` is called with a column, or "files", and how many were encrypted again. PlaceTaken while
    another copy of this database writes to the store: that copy may not have the new key.
    """
    await file_marks.refuse_disputed(db, files, conditions.now)
    found = Turned()
    for column in SEALED:
        await _column(db, column, found, told)
    await db.run(rotation.drop_old_keys)
    await _files(db, files, found, told)
    for column in SEALED:
        found.left += await db.read(rotation.left, column)
    found.left -= sum(1 for each in found.failed if not each.startswith("file "))
    if found.values or found.files:
        await db.run(by_system, conditions, _note, found)
    if not (found.failed or found.left):
        await db.run(root_stages.finish)
    return found


async def _column(
    db: RotationDatabase, column: Sealed, found: Turned, told: Callable[[str, int], None]
) -> None:
    at = RotationProgress()
    while not at.done:
        at = await db.run(rotation.reseal, column, at)
        told(str(column), at.sealed)
        await asyncio.sleep(REST)
    found.values += at.sealed
    found.failed += [f"{column} of {':'.join(map(str, key))}" for key in at.failed]


async def _files(
    db: RotationDatabase, files: Files, found: Turned, told: Callable[[str, int], None]
) -> None:
    after = ""
    while page := await db.read(evidence_files.page, after, limit=NAMES):
        for name in page:
            try:
                found.files += await _file(db, files, name)
            except (KeyMissing, FileGone):
                found.failed.append(f"file {name}")
            told("files", found.files)
        after = page[-1]


async def _file(db: RotationDatabase, files: Files, name: str) -> bool:
    """Encrypt one file again and replace it atomically. Returns whether that was necessary."""
    header = header_of(db.cipher.key_ring.keys[0][0])
    if await files.head(name, len(header)) == header:
        return False
    old = await files.reading(name)
    with tempfile.TemporaryFile() as aside:  # holds encrypted bytes
        await in_thread(_encrypt_again, db.cipher.key_ring, name, old.pieces(), aside)
        await files.replace(name, iter(lambda: aside.read(PIECE), b""))
    if not await db.read(evidence_files.is_known, name):  # erased meanwhile
        await files.delete(name)
    return True


def _encrypt_again(key_ring: KeyRing, name: str, old: Iterable[bytes], to: IO[bytes]) -> None:
    """Decrypt and encrypt again into `to`; raises if any part cannot be decrypted.

    The caller uses the result only after the whole of it was decrypted.
    """
    opening, sealing = Opening(key_ring, place(name)), Sealing(key_ring, place(name))
    for piece in old:
        to.write(sealing.take(opening.take(piece)))
    opening.end()
    to.write(sealing.end())
    to.seek(0)


def _note(req: Request, found: Turned) -> None:
    reason = f"{found.values} values, {found.files} files"
    session.note(req.acting_as(None), "rotate_keys", "", reason)


async def missing(db: RotationDatabase) -> tuple[str, ...]:
    """The columns that hold values encrypted with a key that is not in the ring."""
    return tuple([str(column) for column in SEALED if await db.read(rotation.unopenable, column)])
