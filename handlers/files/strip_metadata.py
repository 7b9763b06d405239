"""Pictures and films without what tells where and by whose device they were made.

Only what staff are shown loses it; what is kept stays as it came. Nothing is unpacked or written
anew: parts of the file are left out, or emptied where places in the file must not move. A picture
that was to be turned by such a part is seen lying on its side.

Sources: JPEG: ITU T.81, annex B; PNG: the W3C's specification, chunk layout; WebP: RFC 9649;
MP4: ISO/IEC 14496-12, boxes.
"""

from collections.abc import Callable, Iterator, Mapping

_SIGNS = (
    b"Exif\x00\x00",
    b"http://ns.adobe.com/xap/1.0/\x00",
    b"http://ns.adobe.com/xmp/extension/\x00",
)
_START_OF_SCAN = 0xDA
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_ABOUT = frozenset({0xE1, 0xED, 0xFE})  # Exif and XMP, IPTC, a comment
_PNG_HEAD = 8
_PNG_ABOUT = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})
_WEBP_ABOUT = frozenset({b"EXIF", b"XMP "})
_WEBP_FLAGS = 0b1100  # of the VP8X chunk: that there is Exif, that there is XMP
_HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
_MP4_ABOUT = frozenset({b"udta", b"meta", b"uuid"})
_DEEPEST = 8


def without_place(data: bytes, mime: str) -> bytes:
    """The same file to look at; what is no such file, or broken, only loses the signs of it."""
    strip = _BY_MIME.get(mime)
    if strip is None:
        return data
    try:
        found = strip(data)
    except (IndexError, ValueError):
        found = data
    for sign in _SIGNS:
        found = found.replace(sign, bytes(len(sign)))
    return found


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while data[at + 1] != _START_OF_SCAN:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        kind = data[at + 1]
        end = at + 2 if kind in _ALONE else at + 2 + _whole(data, at + 2, 2)
        if kind == 0xFF:
            end = at + 1
        elif kind not in _ABOUT:
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, data[at:]])


def _png(data: bytes) -> bytes:
    kept, at = [data[:_PNG_HEAD]], _PNG_HEAD
    while at + 8 <= len(data):
        end = at + 12 + _whole(data, at, 4)
        if data[at + 4 : at + 8] not in _PNG_ABOUT:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    kept, at = [], 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], _whole(data, at + 4, 4, order="little")
        end = at + 8 + size + size % 2
        part = data[at:end]
        if kind == b"VP8X":
            part = part[:8] + bytes([part[8] & ~_WEBP_FLAGS & 0xFF]) + part[9:]
        if kind not in _WEBP_ABOUT:
            kept.append(part)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _mp4(data: bytes) -> bytes:
    """Emptied and not left out: what stands behind is found by its place in the file."""
    found = bytearray(data)
    for start, end in _boxes_about(data, 0, len(data)):
        found[start + 4 : start + 8] = b"free"
        found[start + 8 : end] = bytes(end - start - 8)
    return bytes(found)


def _boxes_about(data: bytes, at: int, stop: int, deep: int = 0) -> Iterator[tuple[int, int]]:
    while at + 8 <= stop and deep < _DEEPEST:
        size, kind, head = _whole(data, at, 4), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = _whole(data, at + 8, 8), 16
        end = stop if size == 0 else at + size
        if end < at + head or end > stop:
            raise ValueError("a box that is not in its place")
        if kind in _MP4_ABOUT and head == 8:
            yield at, end
        elif kind in _HOLDERS:
            yield from _boxes_about(data, at + head, end, deep + 1)
        at = end


def _whole(data: bytes, at: int, size: int, *, order: str = "big") -> int:
    part = data[at : at + size]
    if len(part) < size:
        raise ValueError("cut short")
    return int.from_bytes(part, "little" if order == "little" else "big")


_BY_MIME: Mapping[str, Callable[[bytes], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "video/mp4": _mp4,
    "video/quicktime": _mp4,
}
