"""The sender of case files: builds what leads have ordered, sends it once, removes it later."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import structlog
from telegram import Bot, InputFile
from telegram.error import RetryAfter, TelegramError

from bot.core.loop import WakeableLoop
from domain.case_files.orders import MOST_BYTES
from domain.core.errors import FilesAway
from handlers.case_files import building, screens
from handlers.case_files.building import Built, Reads, TooLarge
from handlers.core.api_errors import classify
from handlers.core.services import Services
from handlers.files.upload import UPLOAD_SECONDS
from storage.engine.database import Database
from usecases.case_files import ordering
from usecases.case_files.contents import Contents
from usecases.case_files.ordering import FileWork, NextStep
from usecases.delivery.retries import Failure
from usecases.session import by_system

log = structlog.get_logger("jubao.case-files")

T = TypeVar("T")

IDLE_SECONDS = 2.0


@dataclass(slots=True)
class CaseFileSender:
    """Builds, sends and removes case files, one at a time, until cancelled."""

    bot: Bot
    db: Database
    services: Services
    read: Reads

    async def run(self) -> None:
        """FileWork until cancelled."""
        await WakeableLoop(self._round, log, "case-file-failed", IDLE_SECONDS).run()

    async def _round(self) -> float:
        return 0.0 if await self.deliver() else IDLE_SECONDS

    async def deliver(self) -> int:
        """Do what is due first; returns 1, or 0 if nothing is due."""
        if not await self.db.read(ordering.is_due, int(self.services.now())):
            return 0
        work = await self._run(ordering.next_work)
        if work is None:
            return 0
        if work.step is NextStep.BUILD:
            await self._hand_out(work)
        elif work.step is NextStep.REMOVE:
            await self._remove(work)
        return 1

    async def _hand_out(self, work: FileWork) -> None:
        with TemporaryDirectory(prefix="jubao-case-file-") as folder:
            try:
                contents = await self._run(ordering.prepare, work.order)
                if contents is None:
                    return
                built = await self._build(contents, Path(folder))
            except FilesAway as error:
                log.warning("case-file-waits", error=error.why)
                await self._run(ordering.put_off, work.order)
                return
            except TooLarge:
                await self._run(ordering.too_large, work.order)
                return
            except Exception:
                log.exception("case-file-not-built")
                await self._run(ordering.not_made, work.order)
                return
            data = await asyncio.to_thread(built.path.read_bytes)
        if await self._run(ordering.permit, work.order):
            await self._send(work, contents.case.number, built, data)

    async def _build(self, contents: Contents, folder: Path) -> Built:
        languages = [self.services.localizer(each) for each in self.services.profile.locales]
        return await building.build(contents, self.read, languages, folder, most=MOST_BYTES)

    async def _send(self, work: FileWork, number: str, built: Built, data: bytes) -> None:
        localizer = self.services.localizer(work.locale)
        caption = screens.caption(localizer, number, work.order, built)
        try:
            message = await self.bot.send_document(
                work.chat,
                InputFile(data, filename=built.path.name),
                caption=caption,
                disable_content_type_detection=True,
                read_timeout=UPLOAD_SECONDS,
                write_timeout=UPLOAD_SECONDS,
            )
        except TelegramError as error:
            certain = (
                isinstance(error, RetryAfter) or classify(error).failure is not Failure.UNKNOWN
            )
            log.warning("case-file-not-sent", error=type(error).__name__)
            await self._run(ordering.not_made if certain else ordering.uncertain, work.order)
            return
        await self._run(ordering.sent, work.order, message.message_id)

    async def _remove(self, work: FileWork) -> None:
        try:
            if work.chat and work.order.message_id is not None:
                await self.bot.delete_message(work.chat, work.order.message_id)
        except TelegramError as error:
            answer = classify(error)
            if not answer.settled:
                for_good = answer.failure in {Failure.REFUSED, Failure.GONE}
                await self._run(ordering.not_removed, work.order, for_good=for_good)
                return
        await self._run(ordering.removed, work.order)

    async def _run(self, use_case: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        conditions = self.services.conditions()
        done: T = await self.db.run(by_system, conditions, use_case, *args, **kwargs)
        return done
