"""Turn messages into pieces of a draft, whatever question is open.

Files are kept separately, as evidence. The parts of a report are derived from pieces in
`conversation/forms/report_material.py`.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import to_builtins

from conversation.form import Given, Origin
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.links import Link
from domain.material import QUOTED, Piece
from domain.report import MAX_MATERIAL, MAX_POSTS

_LEFT_OUT = "…"


def facts(links: Iterable[Link]) -> tuple[Mapping[str, Any], ...]:
    """Links as a draft stores them: plain JSON."""
    return tuple(to_builtins(link) for link in links)


def pieces_in(given: Given) -> tuple[Piece, ...]:
    """The pieces of a message: a quoted post first; none for files without a text."""
    key = str(given.message_id)
    found = []
    if given.quote is not None:
        quote = given.quote
        found.append(_piece(key + QUOTED, quote.text, quote.links, quote.origin))
    if given.text.strip() or given.links or given.origin:
        found.append(_piece(key, given.text, given.links, given.origin))
    return tuple(found)


def _piece(key: str, text: str, links: Sequence[Link], origin: Origin | None) -> Piece:
    return Piece(
        key=key,
        text=text,
        links=facts(links),
        origin=None if origin is None else to_builtins(origin),
    )


def keep(draft: Draft, given: Given, *, instead_of: str = "") -> Draft:
    """The draft with the message's pieces; a text sent twice is kept once.

    An edited message replaces its first version; `instead_of` is the key of that version if it is
    not the message id. BadAnswer if it exceeds what a draft may hold.
    """
    key, there = instead_of or str(given.message_id), draft.carried.pieces
    place = next((at for at, piece in enumerate(there) if piece.is_of(key)), len(there))
    rest = tuple(piece for piece in there if not piece.is_of(key))
    fresh = tuple(
        piece for piece in pieces_in(given) if not any(piece.is_same(other) for other in rest)
    )
    place = min(place, len(rest))
    kept = (*rest[:place], *fresh, *rest[place:])
    if kept == there:
        return draft
    _check(fresh, kept)
    return draft.carrying(pieces=kept)


def _check(fresh: Sequence[Piece], kept: Sequence[Piece]) -> None:
    length = sum(len(piece.text) for piece in kept)
    if fresh and length > MAX_MATERIAL:
        raise BadAnswer("material-too-long", limit=MAX_MATERIAL, length=length)
    if sum(piece.origin is not None for piece in kept) > MAX_POSTS and _has_post(fresh):
        raise BadAnswer("material-too-many-posts", limit=MAX_POSTS)


def _has_post(pieces: Iterable[Piece]) -> bool:
    return any(piece.origin is not None for piece in pieces)


def without_piece(draft: Draft, key: str) -> Draft:
    """The draft without this piece."""
    kept = tuple(piece for piece in draft.carried.pieces if piece.key != key)
    return draft.carrying(pieces=kept)


def says_more(text: str, known: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a text has a letter, digit or symbol (such as an emoji) besides these links."""
    return any(_speaks(sign) for sign in without(text, known))


def without(text: str, known: Iterable[Mapping[str, Any]], *, instead: str = " ") -> str:
    """The text without these links as they were written in it; `instead` stands there then."""
    for raw in sorted({link["raw"] for link in known} - {""}, key=len, reverse=True):
        text = text.replace(raw, instead)
    return text


def words_besides(text: str, addresses: Iterable[str]) -> str:
    """The text on one line without these addresses at its beginning and end; `…` for others.

    Empty if it says nothing else.
    """
    known = [{"raw": address} for address in addresses]
    if not says_more(text, known):
        return ""
    left = without(text, known, instead=f" {_LEFT_OUT} ")
    return " ".join(left.split()).strip(f"{_LEFT_OUT} ")


def _speaks(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "LN" or category in {"So", "Sc"}
