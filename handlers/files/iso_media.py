"""Removes metadata from ISO media files (MP4, M4A, QuickTime, 3GP); keeps video and sound.

Boxes that are needed for playing are copied; all others are renamed `free` and zeroed, so that all
offsets stay the same. Of `mdat` only the samples of copied tracks are kept: tracks with locations
or captions, and bytes between samples, are removed. Creation times and the names of tracks and
programs are zeroed. Fragmented files are refused.

Sources: ISO/IEC 14496-12, 14496-14, 14496-15; Apple's QuickTime File Format.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from handlers.files import sample_tables
from handlers.files.sample_tables import Span

_HOLDERS: Mapping[bytes, frozenset[bytes]] = {  # the boxes that are kept within each container box
    b"moov": frozenset({b"mvhd", b"trak"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia"}),
    b"edts": frozenset({b"elst"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"hdlr", b"dinf", b"stbl"}),
    b"dinf": frozenset({b"dref"}),
    b"stbl": frozenset({b"stsd", *sample_tables.ENTRY}),
}
_BRANDS = re.compile(
    rb"3g[pgr2][0-9a-z]|isom|iso[2-9]|mp4[12]|avc1|M4[ABV] |qt  |MSNV|hvc1|hev1|av01|f4v "
)
_TRACKS = {b"vide", b"soun"}
_VIDEO = frozenset({b"avc1", b"avc3", b"hvc1", b"hev1", b"mp4v", b"s263", b"av01", b"vp09"})
_AUDIO = frozenset(
    {b"mp4a", b"samr", b"sawb", b"Opus", b"alac", b"ac-3", b"ec-3", b"lpcm", b"sowt", b"twos"}
)
_SETUP = frozenset(  # boxes inside a sample description
    b"avcC hvcC av1C vpcC esds pasp clap btrt fiel gama damr d263 bitr dOps dac3 dec3 alac".split()
)
_LONGEST_SETUP = 4096
_AUDIO_HEADS = {0: 28, 1: 44, 2: 64}  # bytes, by the version of the sample description
_MOST_BOXES = 4096
_MOST_MEDIA = 16
_MOST_TRACKS = 16


class Box(Struct, frozen=True, kw_only=True):
    """A box: the offsets of its start, of its body, and of its end."""

    kind: bytes
    start: int
    body: int
    end: int


class Copy(Struct, kw_only=True):
    """The copy under construction: zeroes, into which the kept bytes are written."""

    data: bytes
    out: bytearray
    media: list[Span]  # the bodies of `mdat`
    samples: list[Span]  # the samples of kept tracks
    boxes: int = 0
    tracks: int = 0

    def keep(self, start: int, end: int) -> None:
        """Copy these bytes."""
        self.out[start:end] = self.data[start:end]

    def head(self, box: Box, *, kind: bytes = b"") -> None:
        """Copy the header of a box, with its own type or `kind`."""
        self.boxes += 1
        if self.boxes > _MOST_BOXES:
            raise ValueError("too many boxes")
        self.keep(box.start, box.body)
        self.out[box.start + 4 : box.start + 8] = kind or box.kind


def film(data: bytes) -> bytes:
    """The file without metadata; raises ValueError if it cannot be parsed to its end."""
    copy = Copy(data=data, out=bytearray(len(data)), media=[], samples=[])
    end = 0
    for box in _boxes(data, 0, len(data), at_top=True):
        end = box.end
        _top(copy, box)
    if not copy.samples:
        raise ValueError("no samples")
    for start, stop in copy.samples:
        if not any(first <= start and stop <= last for first, last in copy.media):
            raise ValueError("samples outside of mdat")
        copy.keep(start, stop)
    return bytes(copy.out[:end])


def _boxes(data: bytes, at: int, stop: int, *, at_top: bool = False) -> Iterator[Box]:
    """The boxes in a range; at the top level, bytes that are no box end the file."""
    while at + 8 <= stop:
        size, body = int.from_bytes(data[at : at + 4], "big"), at + 8
        if size == 1 and at + 16 <= stop:
            size, body = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        end = stop if size == 0 else at + size
        if end < body or end > stop:
            if at_top and at:
                return
            raise ValueError("box of invalid length")
        yield Box(kind=data[at + 4 : at + 8], start=at, body=body, end=end)
        at = end


def _top(copy: Copy, box: Box) -> None:
    if box.kind == b"moof":
        raise ValueError("fragmented")
    if box.kind == b"ftyp":
        copy.head(box)
        for at in range(box.body, box.end - 3, 4):
            known = _BRANDS.fullmatch(copy.data[at : at + 4])
            if at != box.body + 4:  # the minor version stays zero
                copy.out[at : at + 4] = known[0] if known else b"isom"
    elif box.kind == b"mdat":
        copy.head(box)
        copy.media.append((box.body, box.end))
        if len(copy.media) > _MOST_MEDIA:
            raise ValueError("too many boxes")
    elif box.kind == b"moov":
        _holder(copy, box)
    else:
        copy.head(box, kind=b"free")


def _holder(copy: Copy, box: Box) -> None:
    copy.head(box)
    for inner in _boxes(copy.data, box.body, box.end):
        if inner.kind not in _HOLDERS[box.kind]:
            copy.head(inner, kind=b"free")
        elif inner.kind == b"trak":
            _track(copy, inner)
        elif inner.kind in _HOLDERS:
            _holder(copy, inner)
        else:
            copy.head(inner)
            for start, end in _kept(copy.data[inner.body : inner.end], inner.kind):
                copy.keep(inner.body + start, min(inner.body + end, inner.end))
            if inner.kind == b"stsd":
                _descriptions(copy, inner)


def _track(copy: Copy, box: Box) -> None:
    """Copy a track of video or sound with its samples; any other track is emptied."""
    found = {b"trak": box}
    for holder in (b"trak", b"mdia", b"minf", b"stbl"):
        if holder in found:
            inner = _boxes(copy.data, found[holder].body, found[holder].end)
            found = {each.kind: each for each in inner} | found
    handler = found.get(b"hdlr")
    kind = copy.data[handler.body + 8 : handler.body + 12] if handler else b""
    if kind not in _TRACKS:
        copy.head(box, kind=b"free")
        return
    copy.tracks += 1
    if copy.tracks > _MOST_TRACKS:
        raise ValueError("too many tracks")
    _holder(copy, box)
    tables = {each.kind: copy.data[each.body : each.end] for each in found.values()}
    copy.samples.extend(sample_tables.chunks(tables, most=len(copy.data)))


def _kept(body: bytes, kind: bytes) -> tuple[Span, ...]:
    """The ranges of a box's body that are copied."""
    if kind in sample_tables.ENTRY:
        return ((0, sample_tables.length(body, kind)),)
    spans = _SPANS[kind]
    return spans(body) if callable(spans) else spans


def _dated(old: tuple[Span, ...], new: tuple[Span, ...]) -> Callable[[bytes], tuple[Span, ...]]:
    """For headers with creation times: the ranges to keep, by version (0: 32-bit, 1: 64-bit)."""
    return lambda body: new if body[0] else old


def _references(body: bytes) -> tuple[Span, ...]:
    """The data references, if all mean "this file"; others contain a path: raises ValueError."""
    count = int.from_bytes(body[4:8], "big")
    entries = [body[8 + 12 * place : 20 + 12 * place] for place in range(min(count, 8))]
    here = [each[:4] == b"\x00\x00\x00\x0c" and each[8:] == b"\x00\x00\x00\x01" for each in entries]
    if not here or not all(here) or len(body) != 8 + 12 * count:
        raise ValueError("media data in another file")
    return ((0, len(body)),)


_SPANS: Mapping[bytes, tuple[Span, ...] | Callable[[bytes], tuple[Span, ...]]] = {
    b"mvhd": _dated(
        ((0, 4), (12, 26), (36, 72), (96, 100)), ((0, 4), (20, 38), (48, 84), (108, 112))
    ),
    b"tkhd": _dated(
        ((0, 4), (12, 16), (20, 24), (32, 38), (40, 84)),
        ((0, 4), (20, 24), (28, 36), (44, 50), (52, 96)),
    ),
    b"mdhd": _dated(((0, 4), (12, 24)), ((0, 4), (20, 36))),
    b"hdlr": ((0, 12),),
    b"vmhd": ((0, 12),),
    b"smhd": ((0, 8),),
    b"dref": _references,
    b"stsd": ((0, 8),),
}


def _descriptions(copy: Copy, stsd: Box) -> None:
    """Copy the sample descriptions, without the name of the encoder."""
    for entry in _boxes(copy.data, stsd.body + 8, stsd.end):
        if entry.kind in _VIDEO:
            children = 78
            spans: tuple[Span, ...] = ((6, 8), (24, 36), (40, 42), (74, 78))
        elif entry.kind in _AUDIO:
            version = int.from_bytes(copy.data[entry.body + 8 : entry.body + 10], "big")
            children = _AUDIO_HEADS.get(version, 0)
            spans = ((6, 10), (16, children))
        else:
            children = 0
        if not children or entry.body + children > entry.end:
            raise ValueError("unsupported codec")
        copy.head(entry)
        for start, end in spans:
            copy.keep(entry.body + start, entry.body + end)
        for box in _boxes(copy.data, entry.body + children, entry.end):
            _setup(copy, box)


def _setup(copy: Copy, box: Box) -> None:
    if box.kind == b"wave":  # QuickTime's container for the same boxes
        copy.head(box)
        for inner in _boxes(copy.data, box.body, box.end):
            _setup(copy, inner)
    elif box.kind in _SETUP and box.end - box.body <= _LONGEST_SETUP:
        copy.head(box)
        copy.keep(box.body, box.end)
    elif box.kind == b"frma":
        copy.head(box)
        copy.keep(box.body, min(box.body + 4, box.end))
    else:
        copy.head(box, kind=b"free")
