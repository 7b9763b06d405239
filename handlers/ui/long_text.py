"""Long texts of our own lines and quoted passages: cut to one message, or split into several."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from math import ceil

from markupsafe import Markup
from msgspec import Struct

from handlers.ui.markup import (
    MOST_TEXT,
    PHONE_WIDTH,
    code,
    cut,
    fold,
    lines,
    paragraphs,
    quote,
    width,
)

ONE_PIECE = 1500  # characters; a piece fits a message even if all of it is emoji, which count twice
UNFOLDED = 4  # lines of a passage that are always shown
_TAG = re.compile(r"<[^>]*>")


class Passage(Struct, frozen=True):
    """A text by somebody else, already made `harmless`; `wrap` formats it, e.g. as a quote."""

    text: str
    wrap: Callable[[str], Markup] = quote

    def pieces(self) -> Iterator[Markup]:
        """The whole passage, split into pieces that fit a message."""
        for start in range(0, len(self.text), ONE_PIECE):
            yield self.wrap(self.text[start : start + ONE_PIECE])


Part = Markup | Passage
Block = tuple[Part, ...]


def quoted(text: str) -> tuple[Passage, ...]:
    """A text by somebody else as a quote; empty for a blank text."""
    return (Passage(text),) if text.strip() else ()


def folded(text: str) -> tuple[Passage, ...]:
    """The same; if it has more than a few lines on a phone, the first ones until it is tapped."""
    if not text.strip():
        return ()
    return (Passage(text, fold if phone_lines(text) > UNFOLDED else quote),)


def phone_lines(text: str) -> int:
    """About how many lines a plain text takes on a phone of 390 px."""
    return sum(max(1, ceil(width(line) / PHONE_WIDTH)) for line in text.split("\n"))


def copied(text: str) -> Passage:
    """A text by somebody else on a line of its own, in code style, which a tap copies."""
    return Passage(text, code)


def own(*facts: str | Markup | None) -> tuple[Markup, ...]:
    """A line by us: short facts joined by dots; empty without facts."""
    there = [fact for fact in facts if fact]
    return (Markup(" · ").join(there),) if there else ()


def length(text: Markup) -> int:
    """The length of a text as Telegram counts it: UTF-16 units without tags."""
    return len(unescape(_TAG.sub("", str(text))).encode("utf-16-le")) // 2


def fitted(blocks: tuple[Block, ...], room: int = MOST_TEXT) -> tuple[Markup, bool]:
    """All blocks within `room`; if they are too long, all passages are cut to the same length.

    The second value says whether anything was cut. If even our own lines do not fit, the text ends
    before the first line that does not fit.
    """
    longest = max((len(p.text) for b in blocks for p in b if isinstance(p, Passage)), default=0)
    text = _cut_to(blocks, longest)
    if length(text) <= room:
        return text, False
    fits, too_long = 1, longest
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if length(_cut_to(blocks, middle)) <= room:
            fits = middle
        else:
            too_long = middle
    text = _cut_to(blocks, fits)
    return (text if length(text) <= room else in_parts(blocks, room)[0]), True


def _cut_to(blocks: tuple[Block, ...], most: int) -> Markup:
    return paragraphs(
        *(
            lines(
                *(
                    part.wrap(cut(part.text, most)) if isinstance(part, Passage) else part
                    for part in block
                )
            )
            for block in blocks
        )
    )


def in_parts(blocks: tuple[Block, ...], room: int = MOST_TEXT) -> tuple[Markup, ...]:
    """All blocks uncut, split into messages of `room`; an empty line between blocks."""
    messages: list[list[Markup]] = [[]]
    filled = 0
    for number, block in enumerate(blocks):
        for place, piece in enumerate(_pieces(block)):
            if number and not place and messages[-1]:
                messages[-1].append(Markup(""))
                filled += 1
            needed = length(piece) + 1
            if filled + needed > room and messages[-1]:
                messages.append([])
                filled = 0
            messages[-1].append(piece)
            filled += needed
    return tuple(Markup("\n").join(message).strip() for message in messages)


def _pieces(block: Block) -> Iterator[Markup]:
    for part in block:
        if isinstance(part, Passage):
            yield from part.pieces()
        else:
            yield part


_SIZES = (2000, 1200, 700, 300, 120, 40)  # characters of a quote, tried in this order


def shortened(render: Callable[[int], Markup], room: int) -> Markup:
    """The result of `render(most)` for the largest size that fits `room` characters.

    `most` is the longest quote in characters. If none fits, the result for the smallest size.
    """
    for most in _SIZES:
        text = render(most)
        if length(text) <= room:
            break
    return text
