"""Long texts made of our own lines and other people's passages: cut to one message, or in parts."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from markupsafe import Markup
from msgspec import Struct

from handlers.ui.markup import MOST_TEXT, code, cut, lines, paragraphs, quote

ONE_PIECE = 1500  # characters: even all of them emoji, a piece leaves room in a message
_TAG = re.compile(r"<[^>]*>")


class Passage(Struct, frozen=True):
    """Words of somebody else, already harmless; `wrap` is how they are set apart."""

    text: str
    wrap: Callable[[str], Markup] = quote

    def pieces(self) -> Iterator[Markup]:
        """The whole passage, in pieces that fit a message."""
        for start in range(0, len(self.text), ONE_PIECE):
            yield self.wrap(self.text[start : start + ONE_PIECE])


Part = Markup | Passage
Block = tuple[Part, ...]


def quoted(text: str) -> tuple[Passage, ...]:
    """Somebody's words as a quote; nothing where there are none."""
    return (Passage(text),) if text.strip() else ()


def copied(text: str) -> Passage:
    """Somebody's words on a line of their own that a tap copies."""
    return Passage(text, code)


def own(*facts: str | Markup | None) -> tuple[Markup, ...]:
    """A line of ours: short facts with dots between; nothing where there are none."""
    there = [fact for fact in facts if fact]
    return (Markup(" · ").join(there),) if there else ()


def length(text: Markup) -> int:
    """How long Telegram finds a text: its tags do not count, and an emoji counts twice."""
    return len(unescape(_TAG.sub("", str(text))).encode("utf-16-le")) // 2


def fitted(blocks: tuple[Block, ...]) -> tuple[Markup, bool]:
    """All blocks in one message, every passage cut to the same most where they are too long.

    The second value says whether anything had to be cut. Where even our own lines are too many,
    the message ends before the first that does not fit.
    """
    longest = max((len(p.text) for b in blocks for p in b if isinstance(p, Passage)), default=0)
    text = _cut_to(blocks, longest)
    if length(text) <= MOST_TEXT:
        return text, False
    fits, too_long = 1, longest
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if length(_cut_to(blocks, middle)) <= MOST_TEXT:
            fits = middle
        else:
            too_long = middle
    text = _cut_to(blocks, fits)
    return (text if length(text) <= MOST_TEXT else in_parts(blocks)[0]), True


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


def in_parts(blocks: tuple[Block, ...]) -> tuple[Markup, ...]:
    """All blocks uncut, in as many messages as it takes; a block begins after an empty line."""
    messages: list[list[Markup]] = [[]]
    filled = 0
    for number, block in enumerate(blocks):
        for place, piece in enumerate(_pieces(block)):
            if number and not place and messages[-1]:
                messages[-1].append(Markup(""))
                filled += 1
            needed = length(piece) + 1
            if filled + needed > MOST_TEXT and messages[-1]:
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


_SIZES = (2000, 1200, 700, 300, 120, 40)  # of a quote: the first with which all of it fits


def shortened(render: Callable[[int], Markup], room: int) -> Markup:
    """What `render` makes with the longest quotes that leave it within `room` characters."""
    for most in _SIZES:
        text = render(most)
        if length(text) <= room:
            break
    return text
