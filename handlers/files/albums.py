"""Groups files into albums, and chooses for each how Telegram shows it and a neutral name."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from telegram import (
    InputFile,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
)

from domain.report import Evidence

MOST_IN_ALBUM = 10
MOST_PHOTO_BYTES = 10 * 1024 * 1024
MOST_ALBUM_BYTES = 45 * 1024 * 1024  # held in memory at a time; Telegram allows 50 MB
_ENDINGS = {  # other types get no extension, so that no file can look executable
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/heic": "heic",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/3gpp": "3gp",
    "audio/ogg": "ogg",
    "application/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "application/pdf": "pdf",
    "text/plain": "txt",
}
_PHOTOS = {"image/jpeg", "image/png", "image/webp"}
_AUDIO = {"audio/mpeg", "audio/mp4"}
_OGG = {"audio/ogg", "application/ogg"}


class SentFile(Struct, frozen=True, kw_only=True):
    """One file to send: `way` is how Telegram shows it, `place` its number in the case."""

    file: Evidence
    stored_as: str
    place: int
    way: str  # look (photo or video, behind a spoiler), animation, voice, listen, document

    @property
    def is_photo(self) -> bool:
        """Whether it is shown as a photo."""
        return self.way == "look" and self.file.mime in _PHOTOS


def pieces(files: tuple[tuple[Evidence, str], ...]) -> tuple[SentFile, ...]:
    """The stored files of a case as `SentFile`, numbered in order of arrival."""
    return tuple(
        SentFile(file=file, stored_as=name, place=place, way=_way(file))
        for place, (file, name) in enumerate(files, 1)
    )


def _way(file: Evidence) -> str:
    """How to show a file, by its detected type and never by its name."""
    if file.mime == "image/gif" or (file.kind == "animation" and file.mime == "video/mp4"):
        return "animation"
    if file.mime in _PHOTOS:
        return "look" if file.size <= MOST_PHOTO_BYTES else "document"
    if file.mime == "video/mp4":
        return "look"
    if file.kind == "voice" and file.mime in _OGG:
        return "voice"
    return "listen" if file.mime in _AUDIO else "document"


def albums(found: tuple[SentFile, ...]) -> Iterator[tuple[SentFile, ...]]:
    """Group files for one message each: of the same kind, at most ten, within the size limit."""
    album: list[SentFile] = []
    for piece in sorted(found, key=lambda piece: (_ORDER.index(piece.way), piece.place)):
        heavy = sum(each.file.size for each in album) + piece.file.size > MOST_ALBUM_BYTES
        alike = bool(album) and album[0].way == piece.way not in _ALONE
        if album and (heavy or not alike or len(album) == MOST_IN_ALBUM):
            yield tuple(album)
            album = []
        album.append(piece)
    if album:
        yield tuple(album)


_ORDER = ("look", "animation", "voice", "listen", "document")
_ALONE = {"animation", "voice"}  # Telegram does not allow them in albums


def file_name(number: str, piece: SentFile) -> str:
    """A neutral file name: the case's number and the file's place, not the original name."""
    return f"{number}-{piece.place:02d}.{ending_of(piece.file.mime)}"


def ending_of(mime: str) -> str:
    """How the name of a file of this type ends, without a dot."""
    return _ENDINGS.get(mime, "bin")


def upload(number: str, piece: SentFile, data: bytes) -> InputFile:
    """The bytes with their neutral name, for upload."""
    return InputFile(data, filename=file_name(number, piece))


def media(
    number: str, piece: SentFile, data: bytes, caption: str | None, *, spoiler: bool = True
) -> Any:
    """The file as an item of an album."""
    file = data, file_name(number, piece)
    make: Callable[..., Any]
    if piece.way == "look":
        make = InputMediaPhoto if piece.is_photo else InputMediaVideo
        return make(file[0], filename=file[1], caption=caption, has_spoiler=spoiler)
    if piece.way == "listen":
        return InputMediaAudio(file[0], filename=file[1], caption=caption)
    return InputMediaDocument(
        file[0], filename=file[1], caption=caption, disable_content_type_detection=True
    )
