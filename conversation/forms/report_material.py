"""The parts of a report, derived from a draft's pieces: links, posts, a place, the text."""

from collections.abc import Iterator, Mapping
from typing import Any

from conversation.material import says_more
from domain.draft import Draft
from domain.material import Piece
from domain.report import MAX_LINKS


def all_links(draft: Draft) -> tuple[Mapping[str, Any], ...]:
    """Every link, each page once, wherever it was written; may exceed `MAX_LINKS`."""
    unique: dict[str, Mapping[str, Any]] = {}
    for piece in draft.carried.pieces:
        for link in piece.links:
            unique.setdefault(link["normalised"], link)
    return tuple(unique.values())


def links(draft: Draft) -> tuple[Mapping[str, Any], ...]:
    """The links that become targets of the report; those beyond `MAX_LINKS` stay in the text."""
    return all_links(draft)[:MAX_LINKS]


def posts(draft: Draft) -> tuple[Piece, ...]:
    """The forwarded and quoted posts, with their origin."""
    return tuple(piece for piece in draft.carried.pieces if piece.origin is not None)


def place_text(draft: Draft) -> str:
    """The text that says where the content is: the first one, if there is no link or post."""
    own = _own(draft)
    return own[0].text if own and not all_links(draft) and not posts(draft) else ""


def passages(draft: Draft) -> tuple[str, ...]:
    """All texts of the reporter, each whole, as it was sent.

    Left out are texts that consist only of the report's links, and the text that says where the
    content is (`place_text`).
    """
    known, place = links(draft), place_text(draft)
    texts = dict.fromkeys(with_addresses(draft, piece) for piece in _own(draft))
    return tuple(text for text in texts if text != place and says_more(text, known))


def with_addresses(draft: Draft, piece: Piece) -> str:
    """A piece's text, then the addresses that it does not show and that become no target."""
    kept = {link["normalised"] for link in links(draft)}
    hidden = [
        link["normalised"]
        for link in piece.links
        if link["normalised"] not in kept and link["raw"] not in piece.text
    ]
    return "\n".join([piece.text, *hidden[:MAX_LINKS]])


def own_words(draft: Draft) -> str:
    """The same as one text: this is filed, and read by staff."""
    return "\n\n".join(passages(draft)).strip("\n")


def is_told(draft: Draft) -> bool:
    """Whether the draft says what the report is about."""
    return bool(passages(draft) or place_text(draft) or posts(draft))


def as_message(draft: Draft) -> str:
    """All pieces as one text, for an addition to a filed report.

    A forwarded post begins with a line about its origin; addresses that its text does not show
    follow it, one per line.
    """
    return "\n\n".join("\n".join(_lines(piece)) for piece in draft.carried.pieces)


def _lines(piece: Piece) -> Iterator[str]:
    if piece.origin is not None:
        yield f"↪ {origin_line(piece.origin)}".rstrip()
    if piece.text.strip():
        yield piece.text.strip("\n")
    for link in piece.links:
        if link["raw"] not in piece.text:
            yield link["normalised"]


def origin_line(origin: Mapping[str, Any]) -> str:
    """The known origin of a post: title, username, message id."""
    username, message = origin.get("username") or "", origin.get("message_id") or 0
    place = f"@{username}" if username else ""
    if place and message:
        place += f"/{message}"
    return " ".join(part for part in (str(origin.get("title") or ""), place) if part)


def _own(draft: Draft) -> tuple[Piece, ...]:
    return tuple(
        piece for piece in draft.carried.pieces if piece.origin is None and piece.text.strip()
    )
