"""What somebody sends for a report or an addition, in pieces: words, links, forwarded posts."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

QUOTED = "q"  # ends the key of a post that a message quotes


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
