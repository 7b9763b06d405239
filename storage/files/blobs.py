"""Storage of evidence bytes, encrypted by the caller and named by content: a folder or S3."""

import asyncio
import io
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from msgspec import Struct

from domain.core.errors import FileGone, FilesAway
from storage.files import store_errors, store_marks, whole_files
from storage.files.places import S3, entries, folder_of

if TYPE_CHECKING:
    import obstore
    from obstore.store import ObjectStore

BATCH = 500
TRIAL = "jubao-doctor"
CHUNK = 5 * 1024 * 1024  # bytes: S3's minimum size of a part
PIECE = 1024 * 1024  # bytes in memory of a file that is streamed
AT_ONCE = 2  # parts of a file that are uploaded at the same time


class Files:
    """A store of encrypted bytes, at `file:some/folder` or any URL obstore knows, such as s3://.

    Files are kept in a folder of their own inside that place (`storage.files.store_marks.OWN`).
    What an earlier release kept directly in the place is still read, and erased by name, but never
    listed as ours.

    Every function raises FilesAway if the store cannot be reached or refuses, after the retries
    of the library.
    """

    def __init__(self, url: str, s3: S3 | None = None) -> None:
        self.url = url
        self._s3 = s3 or S3()
        self._folder = folder_of(url)
        if self._folder is None:
            _ = self._store  # values that cannot be used are refused now
        else:
            self._folder.mkdir(parents=True, exist_ok=True)

    @cached_property
    def _store(self) -> "ObjectStore":
        store: ObjectStore = _library().store_at(self.url, self._s3)
        return store

    async def look(self) -> None:
        """Check that the store answers."""
        with _asking():
            async for _ in _library().list_objects(self._store, chunk_size=1):
                return

    async def try_out(self) -> None:
        """Check that the store can be written: store an object and delete it."""
        await self.put(TRIAL, b"")
        await self.delete(TRIAL)

    async def mark(self) -> bytes | None:
        """The mark that says which database the files belong to; None if there is none."""
        try:
            with _asking_for_one():
                if self._folder is not None:
                    return await asyncio.to_thread((self._folder / store_marks.AT).read_bytes)
                found = await _library().get_async(self._store, store_marks.AT)
                return bytes(await found.bytes_async())
        except FileGone:
            return None

    async def set_mark(self, said: bytes, *, new: bool = False) -> bool:
        """Write the mark; with `new` only if there is none; returns whether it was written."""
        with _asking():
            if self._folder is None:
                return await self._write(store_marks.AT, said, new=new)
            return await asyncio.to_thread(_write_mark, self._folder / store_marks.AT, said, new)

    async def put(self, name: str, sealed: bytes) -> None:
        """Store bytes under their name; content that exists is left alone."""
        with _asking():
            await self._write(_own(name), sealed, new=True)

    async def _write(self, path: str, data: bytes, *, new: bool) -> bool:
        library = _library()
        if new:
            try:
                await library.put_async(self._store, path, data, mode="create")
            except library.AlreadyExistsError:
                return False
            except (NotImplementedError, library.NotSupportedError):
                pass  # then it is written again, with the same content
            else:
                return True
        await library.put_async(self._store, path, data, use_multipart=False)
        return True

    async def replace(self, name: str, sealed: IO[bytes] | Iterable[bytes]) -> None:
        """Replace a file atomically, streaming it in parts."""
        path = await self._where(name) or _own(name)
        with _asking():
            await _library().put_async(
                self._store, path, sealed, chunk_size=CHUNK, max_concurrency=AT_ONCE
            )

    async def head(self, name: str, size: int) -> bytes:
        """The first bytes of a file; raises FileGone."""
        return bytes(await self._found(_library().get_range_async, name, start=0, length=size))

    async def get(self, name: str) -> bytes:
        """The encrypted bytes of a file; raises FileGone."""
        found = await self._found(_library().get_async, name)
        with _asking_for_one():
            return bytes(await found.bytes_async())

    async def reading(self, name: str) -> "FileReader":
        """The encrypted bytes of a file as a stream; raises FileGone."""
        found = await self._found(_library().get_async, name)
        return FileReader(found.meta["size"], found)

    async def delete(self, name: str) -> None:
        """Delete a file that a row refers to, wherever it is stored."""
        for path in (_own(name), name):
            await self._delete(path)

    async def delete_unknown(self, name: str) -> None:
        """Delete a file that no row refers to; only in our own folder."""
        await self._delete(_own(name))

    async def _delete(self, path: str) -> None:
        try:
            with _asking_for_one():
                await _library().delete_async(self._store, path)
        except FileGone:
            return

    async def has(self, name: str) -> bool:
        """Whether a file of this name exists."""
        return await self._where(name) is not None

    async def _where(self, name: str) -> str | None:
        for path in (_own(name), name):
            try:
                with _asking_for_one():
                    await _library().head_async(self._store, path)
            except FileGone:
                continue
            return path
        return None

    async def _found(self, ask: Any, name: str, **options: Any) -> Any:
        """Open a file from our own folder, else from where an earlier release stored it."""
        try:
            with _asking_for_one():
                return await ask(self._store, _own(name), **options)
        except FileGone:
            pass
        with _asking_for_one():
            return await ask(self._store, name, **options)

    async def listed(self, *, earlier: bool = False) -> AsyncIterator[list[tuple[str, int]]]:
        """Our own files, in batches and in no order: names, and when each was stored.

        With `earlier` those directly in the configured place: from an earlier release, or not
        ours.
        """
        within = "" if earlier else store_marks.OWN
        batches = self._in_bucket(within)
        if self._folder is not None:
            batches = _in_folder(self._folder / within)
        async for batch in batches:
            yield [each for each in batch if each[0] != store_marks.MARK]

    async def _in_bucket(self, within: str) -> AsyncIterator[list[tuple[str, int]]]:
        batches = _library().list_objects(self._store, within or None, chunk_size=BATCH)
        while True:
            try:
                with _asking():
                    batch = await batches.__anext__()
            except StopAsyncIteration:
                return
            start = f"{within}/" if within else ""
            names = ((each["path"].removeprefix(start), each["last_modified"]) for each in batch)
            yield [(name, int(at.timestamp())) for name, at in names if "/" not in name]

    async def is_empty(self) -> bool:
        """Whether the whole configured place is empty."""
        with _asking():
            async for batch in _library().list_objects(self._store, chunk_size=1):
                if batch:
                    return False
        return True

    async def names(self) -> list[str]:
        """The names of all our own files."""
        return [name async for batch in self.listed() for name, _ in batch]


class FileReader(Struct, frozen=True):
    """A file to be read once, from a thread: reading blocks."""

    size: int  # bytes
    found: "obstore.GetResult"

    def pieces(self) -> Iterator[bytes]:
        """The bytes in pieces, in order."""
        with _asking():
            for piece in self.found.stream(min_chunk_size=PIECE):
                yield bytes(piece)

    def file(self) -> IO[bytes]:
        """The same as a file object."""
        return io.BufferedReader(_Pieces(self.pieces()), PIECE)


class _Pieces(io.RawIOBase):
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        size = min(len(into), len(self._rest))
        into[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def place(name: str) -> str:
    """The encryption context of a file, so that it can be decrypted only under its own name."""
    return f"evidence:{name}"


def _own(name: str) -> str:
    return f"{store_marks.OWN}/{name}"


async def _in_folder(folder: Path) -> AsyncIterator[list[tuple[str, int]]]:
    """List this folder as obstore would, without following links."""
    found = entries(folder)
    while True:
        with _asking():
            batch = await asyncio.to_thread(lambda: list(islice(found, BATCH)))
        if not batch:
            return
        yield batch


def _library() -> Any:
    """obstore, as far as used here; imported with the first file, since it takes much memory."""
    from storage.files import object_store  # noqa: PLC0415

    return object_store


def _write_mark(path: Path, said: bytes, new: bool) -> bool:
    """Write the mark of a folder; with `new` only if there is none; returns whether it was."""
    path.parent.mkdir(exist_ok=True)
    if new:
        try:
            whole_files.write_new(path, said)
        except FileExistsError:
            return False
        return True
    whole_files.rewrite(path, said)
    return True


@contextmanager
def _asking() -> Iterator[None]:
    """Translate errors of the library and the file system into ours."""
    try:
        yield
    except OSError as error:
        raise FilesAway(store_errors.sentence(error)) from error
    except Exception as error:
        if not isinstance(error, _library().BaseError):
            raise
        raise FilesAway(store_errors.sentence(error)) from error


@contextmanager
def _asking_for_one() -> Iterator[None]:
    """The same for one object, which may be missing (FileGone)."""
    try:
        with _asking():
            yield
    except FilesAway as why:
        cause = why.__cause__
        if _is_missing(cause) and not store_errors.says_no_bucket(cause):
            raise FileGone("evidence-gone") from None
        raise


def _is_missing(error: BaseException | None) -> bool:
    """Whether an error of the file system, or of the library, says that there is no such file."""
    if isinstance(error, OSError):
        return isinstance(error, FileNotFoundError)
    return isinstance(error, _library().NotFoundError)
