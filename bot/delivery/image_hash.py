"""A perceptual hash (64 bits) of a picture, to find near copies; needs the extra `images`."""

import io
from types import ModuleType

import structlog

from domain.likeness import HEIGHT, WIDTH, difference_hash

MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 6_000_000, "WEBP": 6_000_000}
"""Larger ones may be decompression bombs, or take too long; a JPEG is decoded at reduced size."""
MOST_SCANS = 64  # of a JPEG: ordinary ones have about ten, and each processes every pixel
MOST_BYTES = 12 * 1024 * 1024
LEAST_SIDE = 16  # pixels: smaller pictures, such as icons, all look alike
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}

_SCAN = b"\xff\xda"  # start of a scan; cannot occur within its data

log = structlog.get_logger("jubao.pictures")


def _pillow() -> ModuleType | None:
    """Pillow's Image module; None if the extra is not installed."""
    try:
        from PIL import Image  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        return None
    return Image


def difference_hash_of(data: bytes, mime: str) -> int | None:
    """The difference hash of a picture; None if it is no picture, too big, or unreadable.

    The size is read from the header before any pixel is decoded. Blocking: run it in a thread.
    """
    kind = FORMATS.get(mime)
    image = _pillow() if kind is not None and len(data) <= MOST_BYTES else None
    if kind is None or image is None:
        return None
    try:
        return _hash_of(image, data, kind)
    except Exception as error:  # noqa: BLE001 - an untrusted file may cause any error
        log.info("picture-not-read", error=type(error).__name__)
        return None


def _hash_of(image: ModuleType, data: bytes, kind: str) -> int | None:
    if kind == "JPEG" and data.count(_SCAN) > MOST_SCANS:
        return None
    with image.open(io.BytesIO(data), formats=[kind]) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS[kind] or min(width, height) < LEAST_SIDE:
            return None
        picture.draft("L", (WIDTH * 8, HEIGHT * 8))
        grey = picture.convert("L").resize((WIDTH, HEIGHT), image.Resampling.BOX)
        return difference_hash(list(grey.tobytes()))
