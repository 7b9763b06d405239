"""Whether the place of the evidence is one of its own: never around a database, or another's."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import structlog

from bot.config.resources import files_of, opened_as_it_is, s3_of, sqlite_file
from bot.config.settings import PREFIX, Settings
from bot.core.errors import Refused
from domain.core.errors import FilesAway
from storage.core.errors import PlaceTaken
from storage.engine.database import Database
from storage.files import surroundings
from storage.files.blobs import Files
from storage.files.object_store import folder_of
from storage.files.store_marks import OWN
from storage.files.surroundings import ConflictKind, PlaceConflict
from usecases.evidence import file_marks

log = structlog.get_logger("jubao.evidence")

PATIENCE = 5.0  # seconds at a start: a store that is away is no reason to wait, nor to die
_NAMED = f"{PREFIX}EVIDENCE_URL"


def check(settings: Settings) -> None:
    """Refused where the database lies in the place of the evidence. It makes and opens nothing."""
    folder, file = folder_of(settings.evidence_url), sqlite_file(settings.database_url)
    if folder is not None and file is not None:
        refuse_inside(settings, file, "the database", f"set {_NAMED} to {_proposed(file)}")


def refuse_inside(settings: Settings, path: Path, what: str, remedy: str) -> None:
    """Refused where this file lies, or would lie, in the place of the evidence."""
    folder = folder_of(settings.evidence_url)
    if folder is not None and (holds(folder, path) or holds(folder / OWN, path)):
        real = folder.resolve()
        shown = str(folder) if folder == real else f"{folder} (which is {real})"
        inside = f"{what} {path.absolute()} lies in it"
        raise Refused(f"{shown} is the place of the evidence, and {inside}: {remedy}")


def holds(folder: Path, path: Path) -> bool:
    """Whether a path lies in a folder, or is it, by whatever link or mount they are called."""
    return any(_same(folder, each) for each in _around(path))


def _around(path: Path) -> Iterator[Path]:
    """A path and all folders that it lies in; where it is a link, those of both its ends."""
    for each in (path.resolve(), path.absolute().parent.resolve() / path.name):
        yield from (each, *each.parents)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there yet
        return one.resolve() == other.resolve()


def _proposed(file: Path) -> str:
    return (
        f"file:{file.resolve().parent / 'evidence'}, and move the evidence there "
        "(the files whose names are 32 letters and digits)"
    )


async def check_owner(settings: Settings, db: Database, files: Files) -> None:
    """Refused, or PlaceTaken, where the files there, or around, belong to something else.

    A bucket that is away is not waited for: whoever stores files there asks again for the mark.
    """
    try:
        async with asyncio.timeout(PATIENCE if folder_of(settings.evidence_url) is None else None):
            await look_around(settings, db, files)
    except (FilesAway, TimeoutError) as error:
        log.warning("evidence-not-looked-at", error=type(error).__name__)


async def look_around(settings: Settings, db: Database, files: Files) -> None:
    """The same; FilesAway where the store is away."""
    mark = await file_marks.look(db, files)
    ours = await db.read(file_marks.database_id)
    # A bucket is looked through once, before its mark is made: it may hold a million files.
    inside = mark is None or folder_of(settings.evidence_url) is not None
    await refuse_found(settings, ours, inside=inside)


async def fault(settings: Settings) -> str:
    """Why a bot with these settings would not start, for `jubao doctor`; empty where it would."""
    try:
        check(settings)
        if folder_of(settings.evidence_url) is None or settings.seal_keys_text:
            await _fault_of_owner(settings)
    except (Refused, PlaceTaken) as refused:
        return str(refused)
    except Exception as error:  # noqa: BLE001 - the doctor says so of each elsewhere
        log.info("evidence-not-looked-at", error=type(error).__name__)
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
        await refuse_found(settings, "")
        return
    async with opened_as_it_is(settings) as db:
        await look_around(settings, db, files_of(settings))


async def refuse_found(settings: Settings, ours: str, *, inside: bool = True) -> None:
    """Refused where something lies there, or around, that is not ours; `ours` is the database."""
    async for found in surroundings.found_at(settings.evidence_url, s3_of(settings), inside=inside):
        if words := _words(settings.evidence_url, found, ours):
            raise Refused(words)


def _words(url: str, found: PlaceConflict, ours: str) -> str:
    match found.what:
        case ConflictKind.DATABASE | ConflictKind.BACKUP:
            return f"{url} holds a {found.what.value}, {found.path}: move it out of there"
        case ConflictKind.TOO_MUCH:
            most = surroundings.MOST_LOOKED
            return f"{url} holds more than {most} other files: set {_NAMED} to a place of its own"
        case ConflictKind.STORE:
            return f"{url} is a part of the store in {found.path}: set {_NAMED} to that place"
    if found.mark is None or found.mark.database == ours:
        return ""
    return (
        f"{url} holds, or lies in, {found.path}, where another database keeps its files: "
        f"set {_NAMED} to a place of its own"
    )
