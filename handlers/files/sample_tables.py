"""Sample tables of a track in an ISO media file (ISO/IEC 14496-12, 8.6-8.7)."""

import struct
from collections.abc import Mapping

Span = tuple[int, int]

_MOST_NUMBERS = 1_000_000  # entries of one table; enough for hours of video

ENTRY = {  # bytes of one entry; the count comes after version and flags
    b"stts": 8,
    b"ctts": 8,
    b"stss": 4,
    b"stsc": 12,
    b"stsz": 4,
    b"stco": 4,
    b"co64": 8,
    b"elst": 12,
}


def length(body: bytes, kind: bytes) -> int:
    """The length of a table in bytes, from its count; raises ValueError if it is truncated."""
    if kind == b"stsz":
        (size, count) = struct.unpack_from(">II", _at_least(body, 12), 4)
        found = 12 + (0 if size else 4 * count)
    else:
        entry = 20 if kind == b"elst" and body[:1] == b"\x01" else ENTRY[kind]
        found = 8 + entry * int(struct.unpack_from(">I", _at_least(body, 8), 4)[0])
    _at_least(body, found)
    return int(found)


def chunks(tables: Mapping[bytes, bytes], *, most: int) -> list[Span]:
    """The ranges of the file with a track's samples; `most` is the size of the file in bytes."""
    if not {b"stsc", b"stsz"} <= tables.keys() or not {b"stco", b"co64"} & tables.keys():
        raise ValueError("track without sample tables")
    kind = b"stco" if b"stco" in tables else b"co64"
    places = _numbers(tables[kind], kind, 8, "I" if kind == b"stco" else "Q")
    runs = _numbers(tables[b"stsc"], b"stsc", 8, "I")
    same, count = struct.unpack_from(">II", _at_least(tables[b"stsz"], 12), 4)
    sizes = () if same else _numbers(tables[b"stsz"], b"stsz", 12, "I")
    found, sample, played = [], 0, 0
    for at, samples in zip(places, _per_chunk(runs, len(places)), strict=True):
        taken = min(samples, count - sample)
        held = same * taken if same else sum(sizes[sample : sample + taken])
        played += held
        if at + held > most or played > most:  # overlapping chunks could add up to any length
            raise ValueError("samples after the end, or too many")
        found.append((at, at + held))
        sample += taken
    if sample != count:
        raise ValueError("samples without a chunk")
    return found


def _per_chunk(runs: tuple[int, ...], chunks: int) -> list[int]:
    """The number of samples per chunk, from runs of (first chunk, samples, description)."""
    firsts, samples = runs[::3], runs[1::3]
    found: list[int] = []
    for place, (first, each) in enumerate(zip(firsts, samples, strict=True)):
        following = firsts[place + 1] if place + 1 < len(firsts) else chunks + 1
        if first != len(found) + 1 or not first < following <= chunks + 1:
            raise ValueError("chunks out of order")
        found += [each] * (following - first)
    if len(found) != chunks:
        raise ValueError("chunks without samples")
    return found


def _numbers(body: bytes, kind: bytes, start: int, sign: str) -> tuple[int, ...]:
    end = length(body, kind)
    count = (end - start) // struct.calcsize(">" + sign)
    if count > _MOST_NUMBERS:
        raise ValueError("table too long")
    return struct.unpack(f">{count}{sign}", body[start:end])


def _at_least(body: bytes, size: int) -> bytes:
    if len(body) < size:
        raise ValueError("truncated")
    return body
