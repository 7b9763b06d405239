"""Copies of files without metadata: no place, device, author, name, thumbnail or appended data.

Only what is known to be the picture, film, sound or text itself is copied; everything else of the
file is left out, or zeroed where places in the file must not move. A type without a cleaner, and a
file that its cleaner cannot read to the end, has no clean copy: None. Nothing is unpacked, so that
no file grows and no decoder sees it. The original is not changed.
"""

import asyncio
from collections.abc import Callable, Mapping

from domain.file_kinds import TEXT
from handlers.files import iso_media, pictures, sounds, webm

MOST_BYTES = 24 * 1024 * 1024
SECONDS = 20.0  # for one file; the slowest of 20 MB takes about one

_SIGNS = (  # of metadata, that stand in no clean file
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
CLEANED = frozenset(_CLEANERS)
"""The types of which there may be a clean copy."""


def clean(data: bytes, mime: str) -> bytes | None:
    """A copy without metadata, or None where there is none that is sure.

    The copy is cleaned a second time: it must come out the same.
    """
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
    """The same in a thread, beside the event loop; what takes too long has no clean copy."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(clean, data, mime), SECONDS)
    except TimeoutError:
        return None
