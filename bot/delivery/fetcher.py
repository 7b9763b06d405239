"""The fetcher: downloads evidence files, encrypts and stores them, and erases dropped ones."""

import asyncio
import hashlib
from dataclasses import dataclass, field

import structlog
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.core.backoff import Backoff
from bot.core.loop import WakeableLoop
from bot.delivery import image_hash
from domain import file_kinds
from domain.core.errors import FilesAway
from domain.orphan_files import Held
from domain.report import MAX_FILE_BYTES
from handlers.core.services import Services
from handlers.files.strip_metadata import clean_aside
from storage.core.errors import PlaceTaken
from storage.engine.database import Database
from storage.evidence import evidence_files
from storage.evidence.evidence import WantedFile
from storage.files.blobs import Files, place
from usecases.core import erasure_gate
from usecases.evidence import fetching, file_marks
from usecases.operations import retention
from usecases.session import by_system

log = structlog.get_logger("jubao.fetcher")

AT_ONCE = 4  # files in memory at a time: at most 4 × 20 MB
LEASE_SECONDS = 300
IDLE_SECONDS = 1.0
LOOK_SECONDS = 24 * 3600
DISPUTED_SECONDS = 600  # until erasing is tried again while a copy of the database writes there
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0  # seconds without a call to an unavailable store
MOST_TRIES = 60  # two days, while Telegram is away
MOST_UNAVAILABLE = 14  # about four hours, where it says that a file may be unavailable for a while
UNKNOWN = "application/octet-stream"
_HEAD = 4096  # bytes from which the file type is detected


@dataclass(slots=True)
class Fetcher:
    """Downloads and erases files until cancelled."""

    bot: Bot
    db: Database
    files: Files
    services: Services
    compare_at: int = 0  # next comparison of rows and files, unix seconds
    compared: bool = False  # whether there was a comparison since the start
    held: Held | None = None  # why the last comparison did not erase unknown files
    erase_at: int = 0  # when erasing is tried again after a dispute, unix seconds
    decoding: asyncio.Lock = field(default_factory=asyncio.Lock)  # decode one picture at a time
    backoff: Backoff = field(init=False)

    def __post_init__(self) -> None:
        self.backoff = Backoff(FIRST_PAUSE, LONGEST_PAUSE, self.services.now)

    async def run(self) -> None:
        """Download and erase until cancelled; raises PlaceTaken if another bot owns the store."""
        # PlaceTaken ends the process: it must not write into that store.
        loop = WakeableLoop(
            self._round, log, "fetcher-failed", after_error=IDLE_SECONDS, fatal=(PlaceTaken,)
        )
        await loop.run()

    async def _round(self) -> float:
        """Do what is due; returns the seconds to wait, 0 if something was due."""
        try:
            done = await self.fetch() + await self.erase()
            await self.compare()
        except FilesAway as error:
            self._unavailable(error)
            done = 0
        return 0.0 if done else IDLE_SECONDS

    async def compare(self) -> None:
        """Once a day, erase stored files without a row, and log rows whose file is missing.

        Not while the clock is in doubt: the age of files depends on it.
        """
        conditions = self.services.conditions()
        if (
            not erasure_gate.passes(conditions)
            or conditions.now < self.compare_at
            or self.backoff.is_failing
        ):
            return
        result = await retention.reconcile(self.db, self.files, conditions.now, remove=True)
        self.compare_at = conditions.now + LOOK_SECONDS
        self.compared, self.held = True, result.held
        log.info("files-compared", files=result.files, erased=result.erased)
        if result.held is not None:
            log.error("unknown-files-kept", files=result.orphans, why=result.held.value)
        if result.missing_count:
            log.error("files-missing", files=result.missing_count, first=result.missing[0])

    async def fetch(self) -> int:
        """Download the files that are due; returns how many.

        Nothing is downloaded while the disk is full or the store unavailable.
        """
        if self.services.no_room() or not await self._is_available():
            return 0
        wanted = await self.db.run(
            fetching.files_due, int(self.services.now()), limit=AT_ONCE, lease=LEASE_SECONDS
        )
        if wanted and await self._update_mark():
            await asyncio.gather(*(self._fetch_one(each) for each in wanted))
        else:
            await asyncio.gather(*(self._put_off(each) for each in wanted))
        return len(wanted)

    async def _update_mark(self) -> bool:
        """Update the store's mark before writing; False if the store is unavailable."""
        try:
            await file_marks.sign(self.db, self.files, int(self.services.now()))
        except FilesAway as error:
            self._unavailable(error)
            return False
        return True

    async def _put_off(self, wanted: WantedFile) -> None:
        """Make the file due again, without counting an attempt."""
        await self.db.run(fetching.file_put_off, wanted, int(self.services.now()), counts=False)

    async def erase(self) -> int:
        """Erase the bytes of dropped files; returns the number of rows. Raises FilesAway.

        Erases nothing while another copy of the database writes to the store.
        """
        if self.backoff.is_failing or self.services.now() < self.erase_at:
            return 0
        dropped = await self.db.run(fetching.files_dropped)
        if not dropped or await self._is_disputed():
            return 0
        for row, (name, used) in dropped.items():
            if not used:
                await self.files.delete(name)
            await self.db.run(fetching.file_erased, row)
        return len(dropped)

    async def _is_disputed(self) -> bool:
        """Whether another copy of the database writes to the store: the files may be needed there.

        Admins are told, as of unknown files.
        """
        now = int(self.services.now())
        if not await file_marks.is_disputed(self.db, self.files, now):
            if self.erase_at:
                self.erase_at = self.compare_at = 0  # what is held is determined anew
            return False
        self.erase_at = now + DISPUTED_SECONDS
        self.compared, self.held = True, Held.BEHIND
        log.error("dropped-files-kept", why=self.held.value)
        return True

    async def read(self, stored_as: str) -> bytes:
        """The decrypted bytes of a stored file; raises FileGone or FilesAway."""
        sealed = await self.files.get(stored_as)
        return await asyncio.to_thread(self.db.cipher.open, sealed, place(stored_as))

    async def _is_available(self) -> bool:
        """Whether the store is available; after a failure it is probed once per backoff pause."""
        if self.backoff.is_resting:
            return False
        if self.backoff.is_failing:
            try:
                await self.files.look()
                await file_marks.refuse_lost(self.db, self.files)
            except FilesAway as error:
                self._unavailable(error)
                return False
            self.backoff.succeeded()
            log.info("file-store-available-again")
        return True

    def _unavailable(self, error: FilesAway) -> None:
        if not self.backoff.is_resting:  # else a concurrent call has counted this failure
            self.backoff.failed()
        log.warning("file-store-unavailable", error=error.why)

    async def _fetch_one(self, wanted: WantedFile) -> None:
        try:
            remote = await self.bot.get_file(wanted.file_id)
            if (remote.file_size or 0) > MAX_FILE_BYTES:
                await self._refuse(wanted, "too_big")
                return
            data = bytes(await remote.download_as_bytearray())
        except BadRequest as error:
            said = error.message.lower()
            if "temporarily unavailable" in said:
                await self._retry_later(wanted, error, MOST_UNAVAILABLE)
            else:
                await self._refuse(wanted, "too_big" if "too big" in said else "gone")
        except (NetworkError, TelegramError) as error:
            await self._retry_later(wanted, error)
        else:
            await self._store(wanted, data)

    async def _store(self, wanted: WantedFile, data: bytes) -> None:
        if not data or len(data) > MAX_FILE_BYTES:
            await self._refuse(wanted, "too_big" if data else "empty")
            return
        sha256, mime, stored_as, sealed = await asyncio.to_thread(self._prepare, data)
        async with self.decoding:
            looks = await asyncio.to_thread(image_hash.difference_hash_of, data, mime)
            copy = await clean_aside(data, mime)
        try:
            # The same content may be stored already, by an earlier release in another folder.
            if not (
                await self.db.read(evidence_files.is_kept, stored_as)
                and await self.files.has(stored_as)
            ):
                await self.files.put(stored_as, sealed)
        except FilesAway as error:
            self._unavailable(error)
            await self._put_off(wanted)
            return
        await self.db.run(
            by_system,
            self.services.conditions(),
            fetching.file_kept,
            wanted,
            sha256=sha256,
            size=len(data),
            mime=mime,
            stored_as=stored_as,
            looks=looks,
            copy="" if copy is None else hashlib.sha256(copy).hexdigest(),
        )

    def _prepare(self, data: bytes) -> tuple[str, str, str, bytes]:
        sha256 = hashlib.sha256(data).hexdigest()
        stored_as = self.db.cipher.fingerprint("file", sha256)
        return sha256, found_mime(data), stored_as, self.db.cipher.seal(data, place(stored_as))

    async def _refuse(self, wanted: WantedFile, reason: str) -> None:
        await self.db.run(
            by_system, self.services.conditions(), fetching.file_refused, wanted, reason
        )

    async def _retry_later(
        self, wanted: WantedFile, error: TelegramError, most: int = MOST_TRIES
    ) -> None:
        log.warning("file-not-fetched", error=type(error).__name__, tries=wanted.tries)
        if wanted.tries >= most:
            await self._refuse(wanted, "gone")
            return
        due_at = int(self.services.now()) + min(3600, 2**wanted.tries)
        await self.db.run(fetching.file_put_off, wanted, due_at)


def found_mime(data: bytes) -> str:
    """The MIME type by content; the file's name and the sender's claim are ignored."""
    if certain := file_kinds.kind_of(data):
        return certain
    import puremagic  # noqa: PLC0415 - a megabyte of signatures, for files of no common kind

    try:
        return puremagic.from_string(data[:_HEAD], mime=True) or UNKNOWN
    except (puremagic.PureError, ValueError):
        return UNKNOWN
