"""The fetcher: downloads evidence, recognises, seals and stores it; erases what was dropped."""

import asyncio
import hashlib
from dataclasses import dataclass, field

import puremagic
import structlog
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError

from bot import pictures
from bot.reach import Reach
from domain.errors import FilesAway
from domain.orphans import Held
from domain.report import MAX_FILE_BYTES
from handlers.house import House
from storage import stored
from storage.db import Database
from storage.errors import PlaceTaken
from storage.evidence import Wanted
from storage.files import Files, place
from usecases import file_marks, gate, retention, upkeep

log = structlog.get_logger("jubao.fetcher")

AT_ONCE = 4  # files in memory at a time: at most 4 × 20 MB
LEASE_SECONDS = 300
IDLE_SECONDS = 1.0
LOOK_SECONDS = 24 * 3600
MOST_TRIES = 8
UNKNOWN = "application/octet-stream"
_HEAD = 4096  # bytes that tell a file's kind


@dataclass(slots=True)
class Fetcher:
    """Brings files home, until cancelled."""

    bot: Bot
    db: Database
    files: Files
    house: House
    look_at: int = 0  # when rows and files are compared next, unix seconds
    compared: bool = False  # whether they were, since the start
    held: Held | None = None  # why the last comparison has left unknown files alone
    looking: asyncio.Lock = field(default_factory=asyncio.Lock)  # one unpacked picture at a time
    reach: Reach = field(init=False)

    def __post_init__(self) -> None:
        self.reach = Reach(self.house.now)

    async def run(self) -> None:
        """Fetch and erase for ever."""
        while True:
            try:
                done = await self.fetch() + await self.erase()
                await self.look_over()
            except FilesAway as error:
                self._away(error)
                done = 0
            except PlaceTaken:
                raise  # the process must leave: nothing of ours belongs there
            except Exception:
                log.exception("fetcher-stumbled")
                done = 0
            if not done:
                await asyncio.sleep(IDLE_SECONDS)

    async def look_over(self) -> None:
        """Once a day: stored files that no row speaks of go, rows without a file are told of.

        Not by a doubtful clock: whose file is a day old, and when the day is over, hang on it.
        """
        scene = self.house.scene()
        if not gate.passes(scene) or scene.now < self.look_at or self.reach.is_away():
            return
        found = await retention.reconcile(self.db, self.files, scene.now, remove=True)
        self.look_at = scene.now + LOOK_SECONDS
        self.compared, self.held = True, found.held
        log.info("files-compared", files=found.files, erased=found.erased)
        if found.held is not None:
            log.error("unknown-files-kept", files=found.orphans, why=found.held.value)
        if found.missing_count:
            log.error("files-missing", files=found.missing_count, first=found.missing[0])

    async def fetch(self) -> int:
        """Fetch what is wanted now; returns how many files that was.

        Without room for them they wait: not a byte is fetched that could not be kept.
        """
        if self.house.no_room() or not await self._is_reached():
            return 0
        wanted = await self.db.run(
            upkeep.files_due, int(self.house.now()), limit=AT_ONCE, lease=LEASE_SECONDS
        )
        if wanted and await self._signed():
            await asyncio.gather(*(self._one(each) for each in wanted))
        else:
            await asyncio.gather(*(self._put_off(each) for each in wanted))
        return len(wanted)

    async def _signed(self) -> bool:
        """Whether the store's mark says that this database is about to write there."""
        try:
            await file_marks.sign(self.db, self.files, int(self.house.now()))
        except FilesAway as error:
            self._away(error)
            return False
        return True

    async def _put_off(self, wanted: Wanted) -> None:
        """It is due as soon as the store can be reached; this was none of its tries."""
        await self.db.run(upkeep.file_put_off, wanted, int(self.house.now()), counts=False)

    async def erase(self) -> int:
        """Erase the bytes of files that were dropped; returns how many rows that was."""
        if self.reach.is_away():
            return 0
        dropped = await self.db.run(upkeep.files_dropped)
        for row, (name, used) in dropped.items():
            if not used:
                await self.files.delete(name)
            await self.db.run(upkeep.file_erased, row)
        return len(dropped)

    async def read(self, stored_as: str) -> bytes:
        """The bytes of a stored file, in clear."""
        sealed = await self.files.get(stored_as)
        return await asyncio.to_thread(self.db.vault.open, sealed, place(stored_as))

    async def _is_reached(self) -> bool:
        """Whether files can be kept; after trouble a look comes first, and it not too often."""
        if self.reach.rests():
            return False
        if self.reach.is_away():
            try:
                await self.files.look()
            except FilesAway as error:
                self._away(error)
                return False
            self.reach.well()
            log.info("files-reached-again")
        return True

    def _away(self, error: FilesAway) -> None:
        self.reach.failed()
        log.warning("files-away", error=error.why)

    async def _one(self, wanted: Wanted) -> None:
        try:
            remote = await self.bot.get_file(wanted.file_id)
            if (remote.file_size or 0) > MAX_FILE_BYTES:
                await self._refuse(wanted, "too_big")
                return
            data = bytes(await remote.download_as_bytearray())
        except BadRequest as error:
            reason = "too_big" if "too big" in error.message.lower() else "gone"
            await self._refuse(wanted, reason)
        except (NetworkError, TelegramError) as error:
            await self._later(wanted, error)
        else:
            await self._keep(wanted, data)

    async def _keep(self, wanted: Wanted, data: bytes) -> None:
        if len(data) > MAX_FILE_BYTES:
            await self._refuse(wanted, "too_big")
            return
        sha256, mime, stored_as, sealed = await asyncio.to_thread(self._prepare, data)
        async with self.looking:
            looks = await asyncio.to_thread(pictures.difference_hash_of, data, mime)
        try:
            # The same content may be there already, as an earlier release stored it.
            if not (
                await self.db.read(stored.is_kept, stored_as) and await self.files.has(stored_as)
            ):
                await self.files.put(stored_as, sealed)
        except FilesAway as error:
            self._away(error)
            await self._put_off(wanted)
            return
        await self.db.run(
            upkeep.file_kept,
            self.house.scene(),
            wanted,
            sha256=sha256,
            size=len(data),
            mime=mime,
            stored_as=stored_as,
            looks=looks,
        )

    def _prepare(self, data: bytes) -> tuple[str, str, str, bytes]:
        sha256 = hashlib.sha256(data).hexdigest()
        stored_as = self.db.vault.fingerprint("file", sha256)
        return sha256, found_mime(data), stored_as, self.db.vault.seal(data, place(stored_as))

    async def _refuse(self, wanted: Wanted, reason: str) -> None:
        await self.db.run(upkeep.file_refused, self.house.scene(), wanted, reason)

    async def _later(self, wanted: Wanted, error: TelegramError) -> None:
        log.warning("file-not-fetched", error=type(error).__name__, tries=wanted.tries)
        if wanted.tries >= MOST_TRIES:
            await self._refuse(wanted, "gone")
            return
        due_at = int(self.house.now()) + min(3600, 2**wanted.tries)
        await self.db.run(upkeep.file_put_off, wanted, due_at)


def found_mime(data: bytes) -> str:
    """What a file is by its first bytes, whatever its name or sender claims."""
    try:
        return puremagic.from_string(data[:_HEAD], mime=True) or UNKNOWN
    except (puremagic.PureError, ValueError):
        return UNKNOWN
