"""A text from Telegram with its links, and with addresses that its visible text does not show."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace
from telegram import LinkPreviewOptions, MessageEntity
from telegram.constants import MessageEntityType

from conversation.parsing.links import all_links
from conversation.parsing.lookups import Lookups
from conversation.parsing.telegram_links import web_form
from domain.links import Link
from domain.report import MAX_LINKS, MAX_WORDS
from handlers.ui.markup import clean

LINKED = frozenset({MessageEntityType.URL, MessageEntityType.TEXT_LINK, MessageEntityType.MENTION})
Entities = tuple[tuple[int, int, str | None], ...]


class Marked(Struct, frozen=True, kw_only=True):
    """A text with its entities and hidden addresses.

    `entities` are (offset, length, url or None), counted in UTF-16 units. `hidden` are addresses
    that do not appear in the text, for example those of buttons.
    """

    text: str = ""
    entities: Entities = ()
    hidden: tuple[str, ...] = ()


def marked(
    text: str | None,
    entities: Sequence[MessageEntity] = (),
    *,
    skip: int = 0,
    hidden: Iterable[str | None] = (),
) -> Marked:
    """Convert a text of Telegram, without its first `skip` characters, which must be ASCII.

    A mention of a person without a username counts as a hidden address.
    """
    spans: list[tuple[int, int, str | None]] = []
    behind: list[str] = []
    for each in entities:
        url = clean(each.url)
        if url and not _is_web(url):
            behind.append(url)
        elif each.type in LINKED:
            spans.append((each.offset - skip, each.length, url or None))
        elif each.type == MessageEntityType.TEXT_MENTION and each.user is not None:
            behind.append(person(each.user.id))
    found = (*behind, *map(clean, hidden))
    return Marked(
        text=clean(text)[skip:],
        entities=tuple(spans),
        hidden=tuple(dict.fromkeys(filter(None, found))),
    )


def person(account: int) -> str:
    """The tg:// address of an account without a username."""
    return f"tg://user?id={account}"


def without(content: Marked, account: int) -> Marked:
    """The content without the address of this account, which would name who sent it."""
    own = person(account)
    return replace(content, hidden=tuple(each for each in content.hidden if each != own))


def preview(options: LinkPreviewOptions | None) -> Marked:
    """The address that a link preview shows, as a hidden address."""
    url = options.url if options is not None else None
    return marked("", hidden=(url if isinstance(url, str) else None,))


def in_lines(parts: Iterable[Marked], mark: str = "") -> Marked:
    """Join texts, one per line; `mark` is put before the first of them."""
    text = ""
    entities: list[tuple[int, int, str | None]] = []
    hidden: list[str] = []
    for part in parts:
        if part.text:
            text += "\n" if text else f"{mark} " if mark else ""
            at = _units(text)
            entities += [(at + begin, length, url) for begin, length, url in part.entities]
            text += part.text
        hidden += part.hidden
    return Marked(text=text, entities=tuple(entities), hidden=tuple(hidden))


def read(content: Marked, lookups: Lookups) -> tuple[str, tuple[Link, ...]]:
    """Return the text, and the links in it together with the hidden ones.

    Hidden addresses are parsed first, so that a long text cannot use up the allowed lookups. An
    address that is no web link, such as tg://user?id=1, is appended to the text.
    """
    hidden: dict[str, Link] = {}
    words = []
    for url in content.hidden[:MAX_LINKS]:
        link = lookups.link(url, url)
        within = () if link is not None else all_links(lookups.hidden_part(url), (), lookups)
        for each in (link,) if link is not None else within[:1]:
            hidden.setdefault(each.normalised, each)
            break
        else:
            words.append(url)
    shown = all_links(content.text, content.entities, lookups)
    known = {link.normalised for link in shown}
    behind = tuple(link for link in hidden.values() if link.normalised not in known)
    full = len(shown) + len(behind) > MAX_LINKS
    links = (*behind, *shown) if full else (*shown, *behind)
    return _with_words(content.text, (*words, *content.hidden[MAX_LINKS:])), links


def _with_words(text: str, words: Iterable[str]) -> str:
    for each in words:
        if each not in text and len(text) + len(each) < MAX_WORDS:
            text = f"{text}\n{each}" if text else each
    return text


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://")) or web_form(url) is not None


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
