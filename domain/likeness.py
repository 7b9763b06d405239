"""Traits of reports by which similar cases are found, and how many shared ones are enough."""

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from hashlib import shake_128
from typing import Any

from domain.case import Case
from domain.core.normal import normal
from domain.status import Status


class Trait(StrEnum):
    """What two cases may have in common; the words are `alike-<value>`."""

    URL = "url"
    ORIGIN = "origin"
    FILE = "file"
    PICTURE = "picture"
    TEXT = "text"


Shared = Mapping[Trait, int]
"""The number of marks of each kind that two cases share."""

EXACT = frozenset({Trait.URL, Trait.ORIGIN, Trait.FILE})
# Similar traits need two shared marks, since a single band may be equal by chance.
_ALIKE = {trait: 1 if trait in EXACT else 2 for trait in Trait}


def agreeing(shared: Shared) -> tuple[Trait, ...]:
    """The traits in which two cases are similar enough to suggest joining them."""
    return tuple(trait for trait in Trait if shared.get(trait, 0) >= _ALIKE[trait])


def closeness(shared: Shared) -> tuple[int, ...]:
    """Sort key of suggestions: equal traits before similar ones."""
    exact = sum(shared.get(trait, 0) for trait in EXACT)
    return (exact, shared.get(Trait.PICTURE, 0), shared.get(Trait.TEXT, 0))


_STAGES = (
    Status.SUBMITTED,
    Status.ACCEPTED,
    Status.VERIFYING,
    Status.ACTING,
    Status.REFERRED,
    Status.FEEDBACK_PENDING,
    Status.APPEALED,
)
"""How far along a case is; one that waits for its reporter counts as new, since its clock stops."""


def as_target(case: Case, shared: Shared, *, has_joined: bool) -> tuple[float, ...]:
    """Sort key of the cases that another one may be joined to; the best comes first.

    Equal traits before similar ones; then the case that others have joined (`has_joined`), then the
    one that is furthest along, then the most similar, then the oldest.
    """
    exact, *similar = closeness(shared)
    stage = _STAGES.index(case.status) if case.status in _STAGES else 0
    nearer = (-each for each in (exact, *similar))
    return (not exact, not has_joined, -stage, *nearer, case.opened_at, case.id)


# What everybody can see.

PUBLIC_AFTER = 3
"""Different reporters by whom a page counts as known to the public."""
_PUBLIC_POST = re.compile(r"https://t\.me/(?!c/)[a-z][a-z0-9_]{3,31}/[0-9]{1,12}", re.ASCII)


def is_public(address: str, reporters: int) -> bool:
    """Whether a reporter may be told how this address was decided, seen by what others did.

    A post with a public link in Telegram is published. Of any other page that is not known: its
    address may be a secret, so it must have been reported by three different people, without the
    one who would be told. `address` is in normal form.
    """
    return reporters >= PUBLIC_AFTER or _PUBLIC_POST.fullmatch(address) is not None


# Posts.


def post(origin: Mapping[str, Any]) -> tuple[tuple[Trait, str], ...]:
    """The marks of a forwarded post, the same for everybody who forwards it.

    A post of a public channel has an address as well, by which others may have reported it. A
    post without an id (of a person, or of a group) is identified by its author and its second.
    """
    message = origin.get("message_id") or 0
    username = str(origin.get("username") or "").casefold()
    by = origin.get("id") or username or origin.get("title")
    found = []
    if by and (message or origin.get("date")):
        place = f"#{message}" if message else f"@{origin['date']}"
        found.append((Trait.ORIGIN, f"{origin.get('kind')}:{by}{place}"))
    if username and message:
        found.append((Trait.URL, f"https://t.me/{username}/{message}"))
    return tuple(found)


# Texts: MinHash over shingles of letters, in bands; similar texts share some bands.

LEAST_LETTERS = 40  # shorter texts such as "please take this down" are too common
MOST_LETTERS = 8000
BANDS = 10
ROWS = 3  # numbers per band: with more, texts must be more similar to share one
_STRETCH = 6  # letters of a shingle; a Chinese character counts twice
_WIDE = 0x2E80  # from here on: Chinese, Japanese, Korean
_NUMBERS = struct.Struct(f"<{BANDS * ROWS}I")


def words(text: str) -> tuple[str, ...]:
    """The marks of a text; none if it is too short."""
    letters = _letters(text)
    if len(letters) < LEAST_LETTERS:
        return ()
    least = [min(column) for column in zip(*map(_numbers, _stretches(letters)), strict=True)]
    return tuple(
        f"{band}:{'-'.join(map(str, least[band * ROWS : (band + 1) * ROWS]))}"
        for band in range(BANDS)
    )


def _letters(text: str) -> str:
    """Only letters and digits, normalised, so that formatting does not matter."""
    folded = normal("NFKC", normal("NFKC", text).casefold())
    return "".join(filter(str.isalnum, folded))[:MOST_LETTERS]


def _stretches(letters: str) -> set[str]:
    weights = [2 if ord(letter) >= _WIDE else 1 for letter in letters]
    found, end, weight = set(), 0, 0
    for start in range(len(letters)):
        while weight < _STRETCH and end < len(letters):
            weight += weights[end]
            end += 1
        found.add(letters[start:end])
        if end == len(letters):
            break
        weight -= weights[start]
    return found


def _numbers(stretch: str) -> tuple[int, ...]:
    digest = shake_128(stretch.encode("utf-8", "surrogatepass")).digest(_NUMBERS.size)
    return _NUMBERS.unpack(digest)


# Pictures: the difference hash, one bit for each pixel that is brighter than the one before it.

WIDTH, HEIGHT = 9, 8  # pixels of the reduced picture
_BAND_BITS = 16
_TELLING = range(3, _BAND_BITS - 2)  # bits set: bands of plain surfaces are too common


def difference_hash(grey: Sequence[int]) -> int:
    """64 bits of a picture shrunk to 9 × 8 grey values, row by row."""
    bits = 0
    for row in range(HEIGHT):
        for column in range(row * WIDTH, (row + 1) * WIDTH - 1):
            bits = bits << 1 | (grey[column + 1] > grey[column])
    return bits


def picture(bits: int) -> tuple[str, ...]:
    """The marks of a picture's hash; none for a plain one."""
    bands = (bits >> shift & 0xFFFF for shift in range(0, 64, _BAND_BITS))
    return tuple(
        f"{place}:{band:04x}" for place, band in enumerate(bands) if band.bit_count() in _TELLING
    )


def marks(
    links: Iterable[str], origins: Iterable[Mapping[str, Any]], texts: Iterable[str]
) -> tuple[tuple[Trait, str], ...]:
    """All marks of a report, each once; those of its files are added later."""
    found = [(Trait.URL, link) for link in links]
    found += [mark for origin in origins for mark in post(origin)]
    found += [(Trait.TEXT, band) for text in texts for band in words(text)]
    return tuple(dict.fromkeys(found))
