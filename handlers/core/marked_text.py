"""A text of Telegram's with the addresses behind its words, its buttons and its preview."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
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
    """A text, its entities as (offset, length, url or None) in UTF-16 units, hidden addresses.

    `hidden` are addresses that stand nowhere in the text: those behind buttons, for example.
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
    """A text as Telegram gives it, without its first `skip` characters, which are ASCII.

    A person mentioned without a public name is a hidden address, too.
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
    """The address of somebody without a public name."""
    return f"tg://user?id={account}"


def preview(options: LinkPreviewOptions | None) -> Marked:
    """The address that a preview was made of; it may stand nowhere else."""
    url = options.url if options is not None else None
    return marked("", hidden=(url if isinstance(url, str) else None,))


def in_lines(parts: Iterable[Marked], mark: str = "") -> Marked:
    """Several texts, a line each; `mark` is a sign to set before the first of them."""
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
    """The text, and every link of it and behind it.

    Hidden addresses are read first, so that a long text cannot use up what may be looked up. One
    that no browser opens, such as a person's number, is added to the text as it is.
    """
    hidden: dict[str, Link] = {}
    words = []
    for url in content.hidden[:MAX_LINKS]:
        link = lookups.link(url, url)
        for each in (link,) if link is not None else all_links(url, (), lookups)[:1]:
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
