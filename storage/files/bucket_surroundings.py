"""Check what else is in, and around, the place in a bucket where files will be stored."""

from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from urllib.parse import urlsplit

from domain.core.errors import FilesAway
from storage.files import object_store, store_errors, store_marks
from storage.files.place_conflicts import ConflictKind, PlaceConflict
from storage.files.places import S3
from storage.files.store_marks import MARK, OWN

_DENIED = (
    FileNotFoundError,
    object_store.NotFoundError,
    PermissionError,
    object_store.PermissionDeniedError,
    object_store.UnauthenticatedError,
)


async def found_at(url: str, s3: S3, *, inside: bool) -> AsyncIterator[PlaceConflict]:
    """Find marks of stores above this place in its bucket, and with `inside` those in it.

    Raises FilesAway if the store cannot be reached. Objects without read permission are ignored.
    """
    try:
        async for each in _around(url, s3, inside=inside):
            yield each
    except (object_store.BaseError, OSError) as error:
        raise FilesAway(store_errors.sentence(error)) from error


async def _around(url: str, s3: S3, *, inside: bool) -> AsyncIterator[PlaceConflict]:
    parts = urlsplit(url)
    root = object_store.store_at(f"{parts.scheme}://{parts.netloc}", s3)
    steps = [each for each in parts.path.split("/") if each]
    for own, what in _own_above(steps):
        async for found in _mark_at(root, parts.netloc, own, what):
            yield found
    if inside:
        async for own in _own_inside(object_store.store_at(url, s3)):
            async for found in _mark_at(root, parts.netloc, [*steps, *own], ConflictKind.MARK):
                yield found


def _own_above(steps: list[str]) -> Iterator[tuple[list[str], ConflictKind]]:
    """Keys of possible marks in parent prefixes, or of a store that this prefix is a part of."""
    for count in range(len(steps)):
        yield [*steps[:count], OWN], ConflictKind.MARK
        if steps[count] == OWN:
            yield steps[: count + 1], ConflictKind.STORE


async def _own_inside(store: object_store.ObjectStore) -> AsyncIterator[list[str]]:
    with suppress(*_DENIED):
        async for batch in object_store.list_objects(store, chunk_size=1000):
            for each in batch:
                *own, name = each["path"].split("/")
                if name == MARK and len(own) > 1 and own[-1] == OWN:
                    yield own


async def _mark_at(
    root: object_store.ObjectStore, bucket: str, own: list[str], what: ConflictKind
) -> AsyncIterator[PlaceConflict]:
    with suppress(*_DENIED):
        said = await (await object_store.get_async(root, "/".join([*own, MARK]))).bytes_async()
        place = "/".join(["s3:/", bucket, *own[:-1]])
        yield PlaceConflict(what, place, store_marks.read(bytes(said)))
