"""How a picture looks, in 64 bits, by which near copies are found; needs the extra `images`."""

import io
import warnings
from types import ModuleType

import structlog

from domain.likeness import HEIGHT, WIDTH, difference_hash

MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 6_000_000, "WEBP": 6_000_000}
"""More is a bomb, or takes too long; a JPEG is unpacked small from the beginning."""
MOST_BYTES = 12 * 1024 * 1024
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}

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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _looked_at(image, data, kind)
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file does to a decoder
        log.info("picture-not-read", error=type(error).__name__)
        return None


def _looked_at(image: ModuleType, data: bytes, kind: str) -> int | None:
    with image.open(io.BytesIO(data), formats=[kind]) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS[kind]:
            return None
        picture.draft("L", (WIDTH * 8, HEIGHT * 8))
        grey = picture.convert("L").resize((WIDTH, HEIGHT), image.Resampling.BOX)
        return difference_hash(list(grey.tobytes()))
