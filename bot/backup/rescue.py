"""A database that is only read; where its disk is full or read-only, a copy on another disk."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.backup import backups
from bot.backup.work_folders import work_folder
from bot.config.resources import opened_as_it_is
from bot.config.settings import Settings
from bot.core.errors import Failed
from domain.core.threads import in_thread
from storage.backup import archive_names, portable_copy
from storage.core import database_url
from storage.core.errors import DatabaseUnusable, StorageFull
from storage.crypto.encryption import KeyRing
from storage.engine.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class UsableDatabase:
    """A database and its address; `unwritten` says why it is a copy, empty if it is none."""

    db: Database
    url: str
    unwritten: str = ""


@asynccontextmanager
async def opened_or_copied(settings: Settings, to: Path) -> AsyncIterator[UsableDatabase]:
    """Open the database; if it cannot be written, open a copy in a folder beside `to`.

    Without a file beside it SQLite does not even read a database with a WAL. What is written to the
    copy is lost. Raises what `opened_as_it_is` does if there can be no copy either.
    """
    async with AsyncExitStack() as stack:
        try:
            db = await stack.enter_async_context(opened_as_it_is(settings))
        except (DatabaseUnusable, StorageFull) as unwritten:
            copy = stack.enter_context(work_folder(to.with_name(f"{to.name}.db")))
            copy /= archive_names.DATABASE
            db = await _opened_copy(stack, settings, copy, unwritten)
            yield UsableDatabase(db=db, url=database_url.of_file(copy), unwritten=str(unwritten))
        else:
            yield UsableDatabase(db=db, url=settings.database_url)


async def _opened_copy(
    stack: AsyncExitStack, settings: Settings, copy: Path, unwritten: Exception
) -> Database:
    file = database_url.sqlite_file(settings.database_url)
    if file is None:
        raise unwritten
    try:
        await in_thread(portable_copy.copy_unopened, file, copy)
        key_ring = KeyRing.parse(settings.seal_keys_text)
        return await stack.enter_async_context(backups.opened_copy(copy, key_ring))
    except (DatabaseUnusable, PermissionError) as why:  # it is damaged, or may not be read
        raise unwritten from why
    except StorageFull as why:
        raise Failed(f"{copy.parent}: no room for a copy of the database") from why
