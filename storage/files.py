"""Evidence bytes: sealed before they come here, named by content, in a folder or by S3."""

from collections.abc import AsyncIterator
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from domain.errors import Refusal

BATCH = 500


class Files:
    """A store of sealed bytes; `file:some/folder` or whatever URL obstore knows, such as s3://."""

    def __init__(self, url: str) -> None:
        self._store = _open(url)

    async def put(self, name: str, sealed: bytes) -> None:
        """Keep bytes under their name; the same content is there already and is left alone."""
        try:
            await obstore.put_async(self._store, name, sealed, mode="create")
        except AlreadyExistsError:
            return

    async def replace(self, name: str, sealed: bytes) -> None:
        """Put other bytes in the place of what is kept, in one stroke: the same, sealed anew."""
        await obstore.put_async(self._store, name, sealed)

    async def head(self, name: str, size: int) -> bytes:
        """The first bytes of what is kept; a Refusal where it is gone."""
        try:
            return bytes(await obstore.get_range_async(self._store, name, start=0, length=size))
        except (NotFoundError, FileNotFoundError):
            raise Refusal("evidence-gone") from None

    async def get(self, name: str) -> bytes:
        """The sealed bytes; a Refusal where they are gone."""
        try:
            found = await obstore.get_async(self._store, name)
            return bytes(await found.bytes_async())
        except (NotFoundError, FileNotFoundError):
            raise Refusal("evidence-gone") from None

    async def delete(self, name: str) -> None:
        """Erase bytes; nothing happens where there are none."""
        try:
            await obstore.delete_async(self._store, name)
        except (NotFoundError, FileNotFoundError):
            return

    async def has(self, name: str) -> bool:
        """Whether anything is kept under this name."""
        try:
            await obstore.head_async(self._store, name)
        except (NotFoundError, FileNotFoundError):
            return False
        return True

    async def listed(self) -> AsyncIterator[list[tuple[str, int]]]:
        """Everything kept, in batches and in no order: names, and when each was stored."""
        async for batch in obstore.list(self._store, chunk_size=BATCH):
            yield [(entry["path"], int(entry["last_modified"].timestamp())) for entry in batch]

    async def is_empty(self) -> bool:
        """Whether nothing is kept."""
        async for batch in obstore.list(self._store):
            if batch:
                return False
        return True

    async def names(self) -> list[str]:
        """The names of everything kept."""
        batches = obstore.list(self._store)
        return [entry["path"] async for batch in batches for entry in batch]


def place(name: str) -> str:
    """Where a file is sealed, so that it opens under its own name alone."""
    return f"evidence:{name}"


def _open(url: str) -> ObjectStore:
    if url.startswith("file:"):
        folder = Path(url.removeprefix("file://").removeprefix("file:")).absolute()
        return LocalStore(folder, mkdir=True)
    return from_url(url)
