"""Copies of files without metadata: no place, device, author, name, thumbnail or appended data.

An allow-list: only the parts known to be picture, video, sound or text are copied. Everything else
is left out, or zeroed in formats with absolute offsets. There is no copy of an unknown type or of
a file that cannot be parsed to its end. Nothing is decompressed or decoded, which protects against
decompression bombs and faulty decoders. The original is not changed.
"""

import asyncio
from collections.abc import Callable, Mapping

from domain.file_kinds import TEXT
from handlers.files import iso_media, pictures, sounds, webm

MOST_BYTES = 24 * 1024 * 1024
SECONDS = 20.0  # per file; the slowest file of 20 MB takes about one second

_SIGNS = (  # byte strings of metadata, which a clean file must not contain
    b"Exif\x00\x00",
    b"http://ns.adobe.com/xap/1.0/",
    b"http://ns.adobe.com/xmp/extension/",
    b"<x:xmpmeta",
    b"<?xpacket",
)
_CLEANERS: Mapping[str, Callable[[bytes], bytes]] = {
    "image/jpeg": pictures.jpeg,
    "image/png": pictures.png,
    "image/webp": pictures.webp,
    "image/gif": pictures.gif,
    "video/mp4": iso_media.film,
    "video/quicktime": iso_media.film,
    "video/3gpp": iso_media.film,
    "audio/mp4": iso_media.film,
    "video/webm": webm.film,
    "audio/mpeg": sounds.mp3,
    "audio/ogg": sounds.opus,
    "application/ogg": sounds.opus,
    TEXT: sounds.text,
}
_PDF = "application/pdf"
_PDF_OBJECTS = (
    b"/",
    b"obj",
    b"stream",
    b"trailer",
    b"xref",
)  # all metadata of a PDF stands in these

CLEANED = frozenset(_CLEANERS)
"""The MIME types whose metadata can be removed."""


def clean(data: bytes, mime: str) -> bytes | None:
    """A copy without metadata; None if it cannot be made with certainty.

    As a check the copy is cleaned a second time, which must not change it.
    """
    if mime == _PDF and not any(part in data for part in _PDF_OBJECTS):
        return data  # a stump without an object: nothing in it can have an author
    strip = _CLEANERS.get(mime)
    if strip is None or len(data) > MOST_BYTES:
        return None
    try:
        found = strip(data)
        again = strip(found)
    except (ValueError, IndexError, OverflowError):
        return None
    if found != again or (mime != TEXT and any(sign in found for sign in _SIGNS)):
        return None
    return found


async def clean_aside(data: bytes, mime: str) -> bytes | None:
    """As `clean`, but in a thread; None also if it takes longer than `SECONDS`."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(clean, data, mime), SECONDS)
    except TimeoutError:
        return None
