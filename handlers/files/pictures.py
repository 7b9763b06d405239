"""Removes metadata from pictures; their pixels stay exactly the same.

Exif orientation is lost, so a picture may appear rotated; so are colour profiles, so sRGB applies.
Each function raises ValueError or IndexError for a picture that it cannot parse to its end.

Sources: JPEG: ITU T.81, annex B; PNG: the W3C's specification, chunk layout; WebP: RFC 9649;
GIF: the GIF89a specification.
"""

import re
import zlib
from collections.abc import Iterator

_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"  # without a thumbnail
_SOI, _EOI, _SOS, _APP0, _APP14 = 0xD8, 0xD9, 0xDA, 0xE0, 0xEE
_DQT, _DHT, _DRI = 0xDB, 0xC4, 0xDD
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3})
_COMMENTS = frozenset({*range(0xE0, 0xF0), 0xFE})
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # a marker that ends the data of a scan
_RESTART = re.compile(rb"\xff[\xd0-\xd7]")

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_LONGEST = {  # the chunks that are kept, with their longest length
    b"IHDR": 13,
    b"PLTE": 768,
    b"tRNS": 256,
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"sBIT": 4,
    b"bKGD": 6,
    b"pHYs": 9,
    b"acTL": 8,
    b"fcTL": 26,
    b"IDAT": 1 << 31,
    b"fdAT": 1 << 31,
    b"IEND": 0,
}
_WEBP_FRAME = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_WEBP_KEPT = _WEBP_FRAME | {b"VP8X", b"ANIM", b"ANMF"}
_WEBP_FLAGS = 0b10010  # of the VP8X chunk: transparency and animation; not ICC, Exif, XMP
_LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01"


def jpeg(data: bytes) -> bytes:
    """One JPEG picture; data after its end are left out."""
    if data[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    kept, at, restarts = [data[:2]], 2, False
    while True:
        while data[at] == data[at + 1] == 0xFF:  # fill bytes
            at += 1
        if data[at] != 0xFF:
            raise ValueError("no marker")
        kind = data[at + 1]
        if kind == _EOI:
            return b"".join([*kept, b"\xff\xd9"])
        end = at + 2 + _whole(data, at + 2, 2)
        kept.append(_jpeg_segment(kind, data[at + 4 : end]))
        restarts = restarts or kind == _DRI
        if kind == _SOS:
            found = _MARKER.search(data, end)
            if found is None:
                raise ValueError("truncated")
            kept.append(data[end : found.start()])
            if not restarts and _RESTART.search(kept[-1]):
                raise ValueError("restart marker without interval")
            end = found.start()
        at = end


def _jpeg_segment(kind: int, body: bytes) -> bytes:
    if kind == _APP0:
        return _JFIF if body.startswith(b"JFIF\x00") else b""
    if kind == _APP14 and body.startswith(b"Adobe") and len(body) == 12:
        return (
            b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + body[11:12]
        )  # the colour transform
    if kind in _COMMENTS:
        return b""
    if len(body) != _jpeg_length(kind, body):
        raise ValueError("data after the end of a segment")
    return bytes([0xFF, kind]) + (len(body) + 2).to_bytes(2, "big") + body


def _jpeg_length(kind: int, body: bytes) -> int:
    """The length of a segment's body, computed from its content."""
    if kind in _FRAMES:
        return 6 + 3 * body[5]
    if kind == _SOS:
        return 4 + 2 * body[0]
    if kind == _DRI:
        return 2
    at = 0
    if kind == _DQT:
        while at < len(body):
            at += 129 if body[at] >> 4 else 65
        return at
    if kind == _DHT:
        while at < len(body):
            at += 17 + sum(body[at + 1 : at + 17])
        return at
    raise ValueError("unknown segment")


def png(data: bytes) -> bytes:
    """A PNG picture: chunks of pixels, colours and animation, up to its end."""
    if not data.startswith(_PNG_SIGNATURE):
        raise ValueError("no PNG")
    kept, at = [_PNG_SIGNATURE], len(_PNG_SIGNATURE)
    while True:
        length, kind = _whole(data, at, 4), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise ValueError("truncated")
        if kind in _PNG_LONGEST:
            if length > _PNG_LONGEST[kind]:
                raise ValueError("chunk too long")
            checked = zlib.crc32(data[at + 4 : end - 4]).to_bytes(4, "big")
            kept += [data[at : end - 4], checked]
        if kind == b"IEND":
            return b"".join(kept)
        at = end


def webp(data: bytes) -> bytes:
    """A WebP picture: chunks of pixels, transparency and animation; data after it are left out."""
    end = 8 + _whole(data, 4, 4, order="little")
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or end > len(data):
        raise ValueError("no WebP")
    body = b"WEBP" + b"".join(_webp_chunks(data, 12, end, _WEBP_KEPT))
    if len(body) == 4:
        raise ValueError("no picture")
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _webp_chunks(data: bytes, at: int, stop: int, known: frozenset[bytes]) -> Iterator[bytes]:
    while at + 8 <= stop:
        kind, size = data[at : at + 4], _whole(data, at + 4, 4, order="little")
        body = data[at + 8 : at + 8 + size]
        if at + 8 + size > stop:
            raise ValueError("truncated")
        if kind in known:
            yield from _webp_chunk(kind, body)
        at += 8 + size + size % 2


def _webp_chunk(kind: bytes, body: bytes) -> Iterator[bytes]:
    if kind == b"VP8X":
        body = bytes([body[0] & _WEBP_FLAGS]) + bytes(3) + body[4:10]
    elif kind == b"ANIM":
        body = body[:6]
    elif kind == b"ANMF":
        body = body[:16] + b"".join(_webp_chunks(body, 16, len(body), _WEBP_FRAME))
    yield kind + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)


def gif(data: bytes) -> bytes:
    """A GIF picture: frames, their durations and the loop count; no other extension."""
    if data[:6] not in {b"GIF87a", b"GIF89a"}:
        raise ValueError("no GIF")
    at = 13 + _colours(data[10])
    kept = [data[:at]]
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            end = _gif_blocks(data, at + 11 + _colours(data[at + 9]))
            kept.append(data[at:end])
        elif data[at] == 0x21:
            end = _gif_blocks(data, at + 2)
            part = data[at:end]
            timing = part[1] == 0xF9 and len(part) == 8
            if timing or (part.startswith(_LOOP) and len(part) == 19):
                kept.append(part)
        else:
            raise ValueError("unknown block")
        at = end
    return b"".join([*kept, b"\x3b"])


def _colours(flags: int) -> int:
    """The size in bytes of the colour table, according to a flags byte."""
    return 3 << ((flags & 0b111) + 1) if flags & 0x80 else 0


def _gif_blocks(data: bytes, at: int) -> int:
    """The offset after a chain of data sub-blocks."""
    while data[at]:
        at += 1 + data[at]
    return at + 1


def _whole(data: bytes, at: int, size: int, *, order: str = "big") -> int:
    part = data[at : at + size]
    if len(part) < size:
        raise ValueError("truncated")
    return int.from_bytes(part, "little" if order == "little" else "big")
