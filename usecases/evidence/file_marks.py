"""The mark of the file store: which database it belongs to, and which one wrote there last."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from msgspec.structs import replace

from domain.core.errors import FilesAway
from storage.core.errors import PlaceTaken
from storage.engine.database import Tx
from storage.evidence import evidence_files
from storage.files import file_store, store_marks
from storage.files.blobs import Files
from storage.files.store_marks import Mark

T = TypeVar("T")


class Runs(Protocol):
    """Runs use cases (`storage.engine.database.Database` does)."""

    async def run(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run it as one transaction and return its result."""
        ...

    async def read(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run it read-only and return its result."""
        ...


async def look(db: Runs, files: Files) -> Mark | None:
    """The mark; None if there is none yet. PlaceTaken if it is another database's.

    Also `disputed` if this database does not know its token: then this database is a copy or was
    restored, and the store may contain newer files that it does not know.
    """
    return await _checked(db, files, await files.mark())


async def _checked(db: Runs, files: Files, stored: bytes | None) -> Mark | None:
    found = store_marks.read(stored) if stored is not None else None
    if found is None:
        return None
    known = await db.read(file_store.known)
    if found.database != known.database:
        raise PlaceTaken(taken(files))
    return replace(found, disputed=found.disputed or found.token not in known.tokens)


def taken(files: Files) -> str:
    """The message for a store that belongs to another database."""
    return (
        f"{files.url} holds the files of another database: set JUBAO_EVIDENCE_URL to a place of "
        "its own, or JUBAO_DATABASE_URL to the database of these files"
    )


async def refuse_lost(db: Runs, files: Files) -> None:
    """FilesAway if the store is empty, although this database has stored files there.

    A disk that is not mounted leaves an empty folder: what is stored in that is lost to sight when
    the disk comes back, and what is erased there stays on the disk.
    """
    if await files.mark() is None:
        await _refuse_empty(db, files)


async def _refuse_empty(db: Runs, files: Files) -> None:
    """The same for a store without a mark."""
    known = await db.read(file_store.known)
    if not known.tokens or not await files.is_empty():
        return
    kept = await db.read(evidence_files.kept_count)
    if kept:
        raise FilesAway(
            f"{files.url} is empty, and {kept} files were stored there: mount its disk; if they "
            f"are lost for good, make an empty file {store_marks.AT} in it"
        )


async def sign(db: Runs, files: Files, now: int) -> Mark:
    """Before files are stored: write a token that no earlier copy of this database knows.

    FilesAway by `refuse_lost`.
    """
    stored = await files.mark()
    if stored is None:
        await _refuse_empty(db, files)
    found = await _checked(db, files, stored)
    known = await db.run(file_store.next_token, now)
    token = known.tokens[-1]
    if found is not None:
        mark = replace(found, token=token)
        await files.set_mark(mark.to_bytes())
        return mark
    mark = Mark(database=known.database, token=token, made_at=now)
    # An unreadable mark is overwritten; a new mark never replaces one written at the same time.
    if not await files.set_mark(mark.to_bytes(), new=stored is None):
        return await sign(db, files, now)
    return mark


async def is_disputed(db: Runs, files: Files, now: int) -> bool:
    """Before stored files are erased or replaced: whether a copy of this database writes there.

    Signs the mark, so that a copy finds out as well. FilesAway by `refuse_lost`; PlaceTaken.
    """
    return (await sign(db, files, now)).disputed


async def refuse_disputed(db: Runs, files: Files, now: int) -> None:
    """PlaceTaken if `is_disputed`."""
    if await is_disputed(db, files, now):
        raise PlaceTaken(
            f"{files.url} was written to by another copy of this database: give one of the two a "
            "place of its own in JUBAO_EVIDENCE_URL; if the other is gone, look at "
            "`jubao retention --dry-run`, then run `jubao retention`"
        )


async def settle(db: Runs, files: Files, now: int) -> None:
    """End a dispute: a comparison found no unknown files, or a person has checked them."""
    mark = await sign(db, files, now)
    await files.set_mark(replace(mark, looked=True, disputed=False).to_bytes())


def database_id(tx: Tx) -> str:
    """The id that this database writes into its marks."""
    return file_store.known(tx).database
