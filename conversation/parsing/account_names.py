"""Which accounts a report is about: by address, forwarded channel, or @name beside a platform."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from conversation.material import without
from domain.draft import Draft
from domain.material import Piece
from domain.reported_accounts.platforms import Platform, Platforms, ReportedAccount, tidy

MOST_ACCOUNTS = 20  # of one report
_CHANNEL = "channel"
# A name after @, up to a space or a sign that no name has; never the end of a mail address.
_AT_NAME = re.compile(r"(?<![A-Za-z0-9_.+-])[@＠]([\w][\w.-]{0,29})(?![\w@＠])")
_OWN = ("my ", "mine", "me ", "i am ", "i'm ", "contact", "我", "本人", "联系")
_SENTENCE = frozenset(
    "了我是在你他她"
)  # in Chinese without spaces the sentence may go on behind it
_SENTENCE_END = re.compile(r"[.!?;]\s|[。！？；\n]")
_BEFORE = 16  # characters before an @name in which one of these words makes it the reporter's own


def in_draft(draft: Draft, platforms: Platforms) -> tuple[ReportedAccount, ...]:
    """The accounts that a report's pieces name, each once, at most MOST_ACCOUNTS."""
    contact = draft.answers.get("contact") or {}
    own = {str(value).rpartition(" ")[2].casefold().lstrip("@") for value in contact.values()}
    found: dict[str, ReportedAccount] = {}
    for account in (each for piece in draft.carried.pieces for each in _in_piece(piece, platforms)):
        if account.name.casefold() not in own:
            found.setdefault(account.folded, account)
    return tuple(found.values())[:MOST_ACCOUNTS]


def _in_piece(piece: Piece, platforms: Platforms) -> Iterator[ReportedAccount]:
    if piece.origin is not None:
        yield from _of_channel(piece.origin, platforms)
    for link in _addresses(piece):
        account = platforms.account(link["normalised"])
        if account is not None:
            yield account
    if piece.origin is None:
        yield from _at_names(piece, platforms)


def _addresses(piece: Piece) -> tuple[Mapping[str, Any], ...]:
    """The links of a piece without bare @names: those alone do not tell the platform."""
    return tuple(link for link in piece.links if not link["raw"].startswith("@"))


def _of_channel(origin: Mapping[str, Any], platforms: Platforms) -> Iterator[ReportedAccount]:
    """A channel that has a public name; people and private channels are not named."""
    name = tidy(str(origin.get("username") or ""))
    if platforms.telegram is not None and origin.get("kind") == _CHANNEL and name:
        yield ReportedAccount(platforms.telegram.code, name)


def _at_names(piece: Piece, platforms: Platforms) -> Iterator[ReportedAccount]:
    """`@name` where the piece tells one platform: by its links, else by its words."""
    if "@" not in piece.text and "＠" not in piece.text:
        return
    text = without(piece.text, _addresses(piece))
    on_telegram = {link["raw"].casefold() for link in piece.links if link["raw"].startswith("@")}
    platform = _only(_linked(_addresses(piece), platforms)) or _only(platforms.named_in(text))
    if platform is None:
        return
    for found in _AT_NAME.finditer(text):
        name = tidy(found[1].rstrip(".-"))
        if f"@{name}".casefold() in on_telegram and platform is not platforms.telegram:
            continue  # what its words say of it: `抖音引流到 @name`
        if name and not _SENTENCE & set(name) and not _is_own(text, found.start()):
            yield ReportedAccount(platform.code, name)


def _linked(found: Iterable[Mapping[str, Any]], platforms: Platforms) -> tuple[Platform, ...]:
    linked = (platforms.of_url(link["normalised"]) for link in found)
    return tuple({each.code: each for each in linked if each is not None}.values())


def _only(found: tuple[Platform, ...]) -> Platform | None:
    return found[0] if len(found) == 1 else None


def _is_own(text: str, at: int) -> bool:
    """Whether the words before an @name say that it is the writer's own."""
    before = _SENTENCE_END.split(text[max(0, at - _BEFORE) : at])[-1].casefold()
    return any(word in before for word in _OWN)
