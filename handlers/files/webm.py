"""Removes metadata from WebM files; keeps video and sound.

Other elements become `Void`, so that all offsets stay the same. Supported are VP8, VP9, AV1 and
Opus. Files of unknown length (live recordings), and tracks of text or data, raise ValueError.

Sources: RFC 8794 (EBML), RFC 9559 (Matroska).
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

_EBML, _SEGMENT, _TRACKS, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1654AE6B, 0x1F43B675
_ENTRY, _VIDEO, _AUDIO, _BLOCKS = 0xAE, 0xE0, 0xE1, 0xA0
_CODEC, _PRIVATE, _KIND = 0x86, 0x63A2, 0x83
_VOID = 0xEC
_INFO, _CUES, _POINT, _PLACES, _SEEK, _SEEKS = (
    0x1549A966,
    0x1C53BB6B,
    0xBB,
    0xB7,
    0x114D9B74,
    0x4DBB,
)
_MORE, _EACH_MORE = 0x75A1, 0xA6

_NUMBER = 8  # the most bytes of an integer or a float
_ANY = 1 << 31
_MOST_ELEMENTS = 100_000  # within one container element
_HOLDERS: Mapping[
    int, Mapping[int, int]
] = {  # the elements kept in each container, with their longest length
    _EBML: dict.fromkeys((0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285), _NUMBER),
    _SEGMENT: dict.fromkeys((_INFO, _TRACKS, _CLUSTER, _CUES, _SEEK), _ANY),
    _INFO: {0x2AD7B1: _NUMBER, 0x4489: _NUMBER},  # timestamp scale, duration
    _TRACKS: {_ENTRY: _ANY},
    _ENTRY: {
        **dict.fromkeys((0xD7, 0x73C5, _KIND, 0xB9, 0x88, 0x55AA, 0x9C), _NUMBER),
        **dict.fromkeys((0x23E383, 0x56AA, 0x56BB, 0x6DE7, 0x6DF8, 0x55EE), _NUMBER),
        _CODEC: 16,
        _PRIVATE: 1024,
        _VIDEO: _ANY,
        _AUDIO: _ANY,
    },
    _VIDEO: dict.fromkeys(
        (0xB0, 0xBA, 0x9A, 0x53B8, 0x53C0, 0x54B0, 0x54BA, 0x54B2, 0x54AA, 0x54BB, 0x54CC, 0x54DD),
        _NUMBER,
    ),
    _AUDIO: dict.fromkeys((0xB5, 0x78B5, 0x9F, 0x6264), _NUMBER),
    _CLUSTER: {0xE7: _NUMBER, 0xA7: _NUMBER, 0xAB: _NUMBER, 0xA3: _ANY, _BLOCKS: _ANY},
    _BLOCKS: {0xA1: _ANY, 0x9B: _NUMBER, 0xFB: _NUMBER, 0x75A2: _NUMBER, _MORE: _ANY},
    _MORE: {_EACH_MORE: _ANY},
    _EACH_MORE: {0xEE: _NUMBER, 0xA5: _ANY},  # transparency of a video sticker
    _CUES: {_POINT: _ANY},
    _POINT: {0xB3: _NUMBER, _PLACES: _ANY},
    _PLACES: dict.fromkeys((0xF7, 0xF1, 0xF0, 0xB2, 0x5378), _NUMBER),
    _SEEK: {_SEEKS: _ANY},
    _SEEKS: dict.fromkeys((0x53AB, 0x53AC), _NUMBER),
}
_CODECS = {
    b"V_VP8",
    b"V_VP9",
    b"V_AV1",
    b"A_OPUS",
}  # not Vorbis: its codec settings contain the comments
_KINDS = {1, 2}  # video, audio


class Element(Struct, frozen=True, kw_only=True):
    """An element: its id, and the offsets of its start, of its body, and of its end."""

    id: int
    start: int
    body: int
    end: int


def film(data: bytes) -> bytes:
    """The file without metadata; data after the segment are left out."""
    out, end = bytearray(data), 0
    for element in _elements(data, 0, len(data)):
        if element.id not in {_EBML, _SEGMENT}:
            break
        _holder(data, out, element)
        end = element.end
        if element.id == _SEGMENT:
            return bytes(out[:end])
    raise ValueError("no WebM")


def _elements(data: bytes, at: int, stop: int) -> Iterator[Element]:
    while at < stop:
        width = _width(data[at])
        id_, body = int.from_bytes(data[at : at + width], "big"), at + width
        size_width = _width(data[body])
        size = int.from_bytes(data[body : body + size_width], "big") & (1 << 7 * size_width) - 1
        if size == (1 << 7 * size_width) - 1:
            raise ValueError("unknown length")
        body += size_width
        if body + size > stop:
            raise ValueError("truncated")
        yield Element(id=id_, start=at, body=body, end=body + size)
        at = body + size


def _width(first: int) -> int:
    """The length in bytes of a variable-length integer, from its first byte."""
    if not first:
        raise ValueError("no number")
    return 9 - first.bit_length()


def _holder(data: bytes, out: bytearray, holder: Element) -> None:
    known = _HOLDERS[holder.id]
    for place, element in enumerate(_elements(data, holder.body, holder.end)):
        if place > _MOST_ELEMENTS:
            raise ValueError("too many elements")
        if element.end - element.body > known.get(element.id, -1):
            if holder.id == _ENTRY and element.id in {_CODEC, _PRIVATE, 0x6D80}:
                raise ValueError("unsupported codec")
            _empty(out, element)
        elif element.id in _HOLDERS:
            _holder(data, out, element)
            if element.id == _ENTRY:
                _check(data, element)


def _empty(out: bytearray, element: Element) -> None:
    """Replace an element by `Void` of the same length."""
    length = element.end - element.start
    width = 8 if length > 9 else 1
    size = length - 1 - width
    head = bytes([_VOID]) + (size | 1 << 7 * width).to_bytes(width, "big")
    out[element.start : element.end] = head + bytes(size)


def _check(data: bytes, track: Element) -> None:
    """Raise ValueError unless a track is video or audio in a supported codec."""
    values = {
        each.id: data[each.body : each.end] for each in _elements(data, track.body, track.end)
    }
    kind, codec = int.from_bytes(values.get(_KIND, b""), "big"), values.get(_CODEC, b"")
    if kind not in _KINDS or codec.rstrip(b"\x00") not in _CODECS:
        raise ValueError("track is neither video nor audio")
    if codec == b"A_OPUS" and len(values.get(_PRIVATE, b"")) > 21 + 255:
        raise ValueError("data after the codec settings")
