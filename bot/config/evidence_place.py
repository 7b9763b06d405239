"""Refuse to start if the evidence folder or bucket holds a database or belongs to another bot.

Evidence that no row refers to is erased, so nothing else may be stored there.
"""

import asyncio

import structlog

from bot.config import own_files
from bot.config.resources import files_of, opened_as_it_is, s3_of
from bot.config.settings import PREFIX, Settings
from bot.core.errors import Refused
from domain.core.errors import FilesAway
from storage.core.database_url import sqlite_file
from storage.core.errors import PlaceTaken
from storage.engine.database import Database
from storage.files import surroundings
from storage.files.blobs import Files
from storage.files.place_conflicts import ConflictKind, PlaceConflict
from storage.files.places import folder_of
from usecases.evidence import file_marks

log = structlog.get_logger("jubao.evidence")

PATIENCE = 5.0  # seconds: timeout of the check at the start; an unavailable bucket does not stop it
_VARIABLE = f"{PREFIX}EVIDENCE_URL"


async def check_owner(settings: Settings, db: Database, files: Files) -> None:
    """Raise Refused or PlaceTaken if the files there, or around, belong to something else.

    An unavailable bucket is not waited for: the fetcher checks its owner again before it stores.
    """
    try:
        async with asyncio.timeout(PATIENCE if folder_of(settings.evidence_url) is None else None):
            await check_store(settings, db, files)
    except FilesAway as error:
        log.warning("evidence-not-checked", error=error.why)
    except TimeoutError:
        log.warning("evidence-not-checked", error=f"no answer within {PATIENCE:g} seconds")


async def check_store(settings: Settings, db: Database, files: Files) -> None:
    """The same without a timeout; raises FilesAway if the store is unavailable."""
    mark = await file_marks.look(db, files)
    ours = await db.read(file_marks.database_id)
    # A bucket is listed once only, before it is marked as ours: it may hold a million files.
    inside = mark is None or folder_of(settings.evidence_url) is not None
    await refuse_foreign(settings, ours, inside=inside)


async def fault(settings: Settings) -> str:
    """Why a bot with these settings would not start, for `jubao doctor`; empty if it would."""
    try:
        own_files.check(settings)
        if folder_of(settings.evidence_url) is None or settings.seal_keys_text:
            await _fault_of_owner(settings)
    except (Refused, PlaceTaken) as refused:
        return str(refused)
    except Exception as error:  # noqa: BLE001 - the doctor reports these errors itself
        log.info("evidence-not-checked", error=type(error).__name__)
    return ""


async def _fault_of_owner(settings: Settings) -> None:
    file = sqlite_file(settings.database_url)
    folder = folder_of(settings.evidence_url)
    if folder is not None and not folder.exists():
        return
    if file is not None and not file.exists():
        files = files_of(settings)
        if await files.mark() is not None:
            raise PlaceTaken(file_marks.taken(files))
        await refuse_foreign(settings, "")
        return
    async with opened_as_it_is(settings) as db:
        await check_store(settings, db, files_of(settings))


async def refuse_foreign(settings: Settings, ours: str, *, inside: bool = True) -> None:
    """Raise Refused if something else is stored there, or around; `ours` is our database's id."""
    async for found in surroundings.found_at(settings.evidence_url, s3_of(settings), inside=inside):
        if words := _refusal(settings.evidence_url, found, ours):
            raise Refused(words)


def _refusal(url: str, found: PlaceConflict, ours: str) -> str:
    match found.what:
        case ConflictKind.DATABASE | ConflictKind.BACKUP:
            return f"{url} holds a {found.what.value}, {found.path}: move it out of there"
        case ConflictKind.TOO_MUCH:
            most = surroundings.MOST_LOOKED
            return (
                f"{url} holds more than {most} other files: set {_VARIABLE} to a place of its own"
            )
        case ConflictKind.STORE:
            return f"{url} is a part of the store in {found.path}: set {_VARIABLE} to that place"
    if found.mark is None or found.mark.database == ours:
        return ""
    return (
        f"{url} holds, or lies in, {found.path}, where another database keeps its files: "
        f"set {_VARIABLE} to a place of its own"
    )
