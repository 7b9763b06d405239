"""Evidence bytes: sealed before they come here, named by content, in a folder or by S3."""

import io
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import obstore
from msgspec import Struct
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError, NotSupportedError

from domain.errors import FileGone, FilesAway
from storage.stores import S3, store_at

BATCH = 500
TRIAL = "jubao-doctor"
CHUNK = 5 * 1024 * 1024  # bytes: the least that S3 takes as a part of a file
PIECE = 1024 * 1024  # bytes in memory of a file that is read or written piece by piece
AT_ONCE = 2  # parts of a file on their way


class Files:
    """A store of sealed bytes; `file:some/folder` or whatever URL obstore knows, such as s3://.

    Every function raises FilesAway where the store cannot be reached or does not take it; what is
    worth another try has been tried again by then.
    """

    def __init__(self, url: str, s3: S3 | None = None) -> None:
        self._store = store_at(url, s3 or S3())

    async def look(self) -> None:
        """Ask whether the store answers at all."""
        with _asking():
            async for _ in obstore.list(self._store, chunk_size=1):
                return

    async def try_out(self) -> None:
        """Store something, and erase it again."""
        await self.put(TRIAL, b"")
        await self.delete(TRIAL)

    async def put(self, name: str, sealed: bytes) -> None:
        """Keep bytes under their name; the same content is there already and is left alone."""
        with _asking():
            try:
                await obstore.put_async(self._store, name, sealed, mode="create")
            except AlreadyExistsError:
                return
            except (NotImplementedError, NotSupportedError):  # then it is sealed anew: no harm
                await obstore.put_async(self._store, name, sealed, use_multipart=False)

    async def replace(self, name: str, sealed: IO[bytes] | Iterable[bytes]) -> None:
        """Put other bytes in the place of what is kept, in one stroke, part by part."""
        with _asking():
            await obstore.put_async(
                self._store, name, sealed, chunk_size=CHUNK, max_concurrency=AT_ONCE
            )

    async def head(self, name: str, size: int) -> bytes:
        """The first bytes of what is kept; FileGone where there is nothing."""
        with _asking_for_one():
            return bytes(await obstore.get_range_async(self._store, name, start=0, length=size))

    async def get(self, name: str) -> bytes:
        """The sealed bytes; FileGone where there are none."""
        with _asking_for_one():
            found = await obstore.get_async(self._store, name)
            return bytes(await found.bytes_async())

    async def reading(self, name: str) -> "Reading":
        """The sealed bytes, to be read piece by piece; FileGone where there are none."""
        with _asking_for_one():
            found = await obstore.get_async(self._store, name)
        return Reading(found.meta["size"], found)

    async def delete(self, name: str) -> None:
        """Erase bytes; nothing happens where there are none."""
        try:
            with _asking_for_one():
                await obstore.delete_async(self._store, name)
        except FileGone:
            return

    async def has(self, name: str) -> bool:
        """Whether anything is kept under this name."""
        try:
            with _asking_for_one():
                await obstore.head_async(self._store, name)
        except FileGone:
            return False
        return True

    async def listed(self) -> AsyncIterator[list[tuple[str, int]]]:
        """Everything kept, in batches and in no order: names, and when each was stored."""
        batches = obstore.list(self._store, chunk_size=BATCH)
        while True:
            try:
                with _asking():
                    batch = await batches.__anext__()
            except StopAsyncIteration:
                return
            yield [(entry["path"], int(entry["last_modified"].timestamp())) for entry in batch]

    async def is_empty(self) -> bool:
        """Whether nothing is kept."""
        async for batch in self.listed():
            if batch:
                return False
        return True

    async def names(self) -> list[str]:
        """The names of everything kept."""
        return [name async for batch in self.listed() for name, _ in batch]


class Reading(Struct, frozen=True):
    """A file that is being read, once, in a thread: it waits for the store."""

    size: int  # bytes
    found: "obstore.GetResult"

    def pieces(self) -> Iterator[bytes]:
        """The bytes from the beginning to the end."""
        with _asking():
            for piece in self.found.stream(min_chunk_size=PIECE):
                yield bytes(piece)

    def file(self) -> IO[bytes]:
        """The same for whoever wants to read a file."""
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
    """Where a file is sealed, so that it opens under its own name alone."""
    return f"evidence:{name}"


@contextmanager
def _asking() -> Iterator[None]:
    """What the library raises, as what it means to whoever asks."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise FilesAway(first_line(error)) from error


@contextmanager
def _asking_for_one() -> Iterator[None]:
    """The same of what may not be there."""
    try:
        with _asking():
            yield
    except FilesAway as why:
        if isinstance(why.__cause__, NotFoundError | FileNotFoundError):
            raise FileGone("evidence-gone") from None
        raise


def first_line(error: Exception) -> str:
    """What kind of an error it is, and how its words begin."""
    said = str(error).splitlines() or [""]
    return f"{type(error).__name__}: {said[0]}"
