"""What somebody sends for a report or an addition, in pieces: words, links, forwarded posts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from msgspec import Struct

QUOTED = "q"  # ends the key of a post that a message quotes
BETWEEN = "\n\n"  # what stands between the texts of several messages in a filed one
MOST_STARTS, MOST_JOINED = 200, 20  # paragraphs that `runs` begins at, and puts together


class Piece(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One text that somebody sent, and where it comes from if it is not their own.

    `key` is the number of its message, by which an edited one is found; that of a quoted post ends
    in `QUOTED`. `links` are plain JSON (`conversation.material.facts`); `origin` is that of a
    forwarded or quoted post, with the fields of `conversation.form.Origin`.
    """

    key: str
    text: str = ""
    links: tuple[Mapping[str, Any], ...] = ()
    origin: Mapping[str, Any] | None = None

    def is_of(self, message: str) -> bool:
        """Whether it came with this message."""
        return self.key.removesuffix(QUOTED) == message

    def is_same(self, other: "Piece") -> bool:
        """Whether it says the same, whichever message brought it."""
        mine = (self.text, self.links, self.origin)
        return mine == (other.text, other.links, other.origin)


def once_each(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces in their order; what says the same as one before is left out."""
    kept: list[Piece] = []
    for piece in pieces:
        if not any(piece.is_same(other) for other in kept):
            kept.append(piece)
    return tuple(kept)


class TextPart(Struct, frozen=True, kw_only=True):
    """A part of a filed text; `earlier` is what it first said if it was edited, else None."""

    text: str
    earlier: str | None = None


def runs(text: str) -> Iterator[str]:
    """The paragraphs of a text, and those that follow each other together: what one message was.

    Bounded: of very many paragraphs only the first ones.
    """
    found = text.split(BETWEEN)
    for start in range(min(len(found), MOST_STARTS)):
        for end in range(start + 1, min(start + MOST_JOINED, len(found)) + 1):
            yield BETWEEN.join(found[start:end])


def place_of(text: str, part: str) -> tuple[int, int] | None:
    """Where whole paragraphs of a text are this part: start and end; None if nowhere, or twice."""
    if not part:
        return None
    here = re.compile(rf"(?:\A|(?<={BETWEEN})){re.escape(part)}(?={BETWEEN}|\Z)")
    spans = [each.span() for each in here.finditer(text)]
    return spans[0] if len(spans) == 1 else None


def parts(text: str, newest: Mapping[str, str]) -> tuple[TextPart, ...]:
    """A filed text in parts, each as it reads now; `newest` has new versions by first version."""
    there = sorted(
        (span, part) for part in newest if (span := place_of(text, part)) and newest[part] != part
    )
    kept = [each for each in there if not any(_lies_in(each[0], other) for other, _ in there)]
    ends = ((0, 0), *(span for span, _ in kept), (len(text), len(text)))
    found = []
    for number, (before, after) in enumerate(pairwise(ends)):
        between = text[before[1] : after[0]].strip("\n")
        found += [TextPart(text=between)] if between else []
        if number < len(kept):
            first = kept[number][1]
            found.append(TextPart(text=newest[first], earlier=first))
    return tuple(found)


def _lies_in(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]
