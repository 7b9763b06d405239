"""Removes tags from sound files, and checks plain text, which has no metadata.

Sources: MP3: ISO/IEC 11172-3, 13818-3, id3.org; Ogg: RFC 3533; Opus in Ogg: RFC 7845.
"""

import codecs
import re
from collections.abc import Iterator

_KBITS = {  # by whether it is MPEG-1
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HERTZ = {0b11: (44100, 48000, 32000), 0b10: (22050, 24000, 16000), 0b00: (11025, 12000, 8000)}
_TAGS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3")
_LONGEST_FRAME = 1441
_ENCODER_NOTES = (b"Xing", b"Info", b"VBRI")
_NOTES_WITHIN = 200  # bytes from the start of a frame in which the encoder's notes begin
_NO_TAGS = b"OpusTags" + bytes(8)  # no vendor, no comments; the rest of the packet is padding
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def mp3(data: bytes) -> bytes:
    """The frames of an MP3 file, without the frame with the encoder's notes."""
    at = 0
    while data.startswith(b"ID3", at):
        size = data[at + 6 : at + 10]
        at += 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
        at += 10 if data[at : at + 3] == b"3DI" else 0
    while data[at : at + 1] == b"\x00":
        at += 1
    start = at
    while length := _frame(data, at):
        if at == start and any(note in data[at : at + _NOTES_WITHIN] for note in _ENCODER_NOTES):
            start = at + length
        at += length
    rest = data[at:]
    if at == start or (len(rest) > _LONGEST_FRAME and not rest.startswith(_TAGS) and any(rest)):
        raise ValueError("no MP3, or other data in it")
    return data[start:at]


def _frame(data: bytes, at: int) -> int:
    """The length in bytes of the layer III frame at this offset; 0 if there is none."""
    head = int.from_bytes(data[at : at + 4], "big")
    version, layer = head >> 19 & 0b11, head >> 17 & 0b11
    bits, rate, padding = head >> 12 & 0xF, head >> 10 & 0b11, head >> 9 & 1
    if head >> 21 != 0x7FF or version not in _HERTZ or layer != 0b01:
        return 0
    if bits in {0, 0xF} or rate == 0b11:
        return 0
    first = version == 0b11
    kbits, hertz = _KBITS[first][bits], _HERTZ[version][rate]
    length = (144 if first else 72) * 1000 * kbits // hertz + padding
    return length if at + length <= len(data) else 0


def opus(data: bytes) -> bytes:
    """One Opus stream in Ogg with empty tags; data after its last page are left out."""
    kept: list[bytes] = []
    serial, tagged = b"", True
    for at, body, end in _pages(data):
        page = data[at:end]
        if not kept:
            serial = page[14:18]
            _head(page[body - at :])
        elif page[14:18] != serial:
            raise ValueError("more than one stream")
        elif tagged:
            page, tagged = _untagged(page, body - at, first=len(kept) == 1)
        elif data.startswith((b"OpusHead", b"OpusTags"), body):
            raise ValueError("a second header in the stream")
        kept.append(page)
    if tagged:
        raise ValueError("truncated")
    return b"".join(kept)


def _pages(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The offsets of each page, of its body, and of its end."""
    at = 0
    while data.startswith(b"OggS\x00", at) and at + 27 <= len(data):
        body = at + 27 + data[at + 26]
        end = body + sum(data[at + 27 : body])
        if end > len(data):
            raise ValueError("truncated")
        yield at, body, end
        at = end


def _head(packet: bytes) -> None:
    if not packet.startswith(b"OpusHead") or len(packet) < 19:
        raise ValueError("no Opus")
    if len(packet) != (21 + packet[9] if packet[18] else 19):
        raise ValueError("data after the header")


def _untagged(page: bytes, body: int, *, first: bool) -> tuple[bytes, bool]:
    """A page of the tags packet with its content emptied, and whether the packet continues."""
    lacing = page[27:body]
    if any(size < 255 for size in lacing[:-1]):
        raise ValueError("audio in the tags packet")
    if first and (page[body : body + 8] != b"OpusTags" or len(page) - body < len(_NO_TAGS)):
        raise ValueError("no tags")
    empty = (_NO_TAGS if first else b"").ljust(len(page) - body, b"\x00")
    found = page[:22] + bytes(4) + page[26:body] + empty
    return found[:22] + _crc(found).to_bytes(4, "little") + found[26:], lacing[-1:] == b"\xff"


def _crc(page: bytes) -> int:
    """The checksum of a page whose checksum field is zero."""
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _CRC[value >> 24 ^ byte]
    return value


def _crc_of(byte: int) -> int:
    value = byte << 24
    for _ in range(8):
        value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value


_CRC = tuple(_crc_of(byte) for byte in range(256))


def text(data: bytes) -> bytes:
    """The text, unchanged; raises ValueError if it cannot be decoded or has control characters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            found = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(found):
            return data
    raise ValueError("no text")
