"""How a picture looks, in 64 bits, by which near copies are found; needs the extra `images`."""

import io
from types import ModuleType

import structlog

from domain.likeness import HEIGHT, WIDTH, difference_hash

MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 6_000_000, "WEBP": 6_000_000}
"""More is a bomb, or takes too long; a JPEG is unpacked small from the beginning."""
MOST_SCANS = 64  # of a JPEG: an honest one has about ten, and each is work for every pixel
MOST_BYTES = 12 * 1024 * 1024
LEAST_SIDE = 16  # pixels: an icon has no look of its own
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}

_SCAN = b"\xff\xda"  # inside a scan's own bytes it cannot stand

log = structlog.get_logger("jubao.pictures")


def _pillow() -> ModuleType | None:
    """Where the extra is not installed, pictures are recognised by their bytes alone."""
    try:
        from PIL import Image  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        return None
    return Image


def difference_hash_of(data: bytes, mime: str) -> int | None:
    """The difference hash of a picture; None for what is none, is too big, or cannot be read.

    The size in its header is asked before a single pixel is unpacked. Blocks: run it in a thread.
    """
    kind = FORMATS.get(mime)
    image = _pillow() if kind is not None and len(data) <= MOST_BYTES else None
    if kind is None or image is None:
        return None
    try:
        return _looked_at(image, data, kind)
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file does to a decoder
        log.info("picture-not-read", error=type(error).__name__)
        return None


def _looked_at(image: ModuleType, data: bytes, kind: str) -> int | None:
    if kind == "JPEG" and data.count(_SCAN) > MOST_SCANS:
        return None
    with image.open(io.BytesIO(data), formats=[kind]) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS[kind] or min(width, height) < LEAST_SIDE:
            return None
        picture.draft("L", (WIDTH * 8, HEIGHT * 8))
        grey = picture.convert("L").resize((WIDTH, HEIGHT), image.Resampling.BOX)
        return difference_hash(list(grey.tobytes()))
