"""Read the size of a picture from its first bytes."""

import struct

_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or WebP; None for other formats."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _pair(struct.unpack_from(">II", data, 16))
        if data[:6] in {b"GIF87a", b"GIF89a"}:
            return _pair(struct.unpack_from("<HH", data, 6))
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError):
        return None
    return None


def _pair(found: tuple[int, ...]) -> tuple[int, int] | None:
    width, height = found
    return (width, height) if width and height else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return _pair((width, height))
        at += 2 if marker in _STANDALONE else 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X":
        numbers = int.from_bytes(data[24:27], "little"), int.from_bytes(data[27:30], "little")
        return numbers[0] + 1, numbers[1] + 1
    if kind == b"VP8L":
        (packed,) = struct.unpack_from("<I", data, 21)
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", data, 26)
    return _pair((width & 0x3FFF, height & 0x3FFF))
