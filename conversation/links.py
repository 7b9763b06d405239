"""The links in what somebody wrote, however they were written; nothing is ever fetched."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from conversation.folding import Folded, folded
from conversation.sentence import HOST, bare, trimmed, with_scheme
from conversation.urls import link
from domain.links import Link
from domain.report import MAX_LINKS

_END = r"\s\x00-\x1f\x7f-\x9f<>\"`\ufffd，！？；：、…“”‘’「」『』《》〈〉（）【】〔〕—"
_USER = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@"

_CANDIDATE = re.compile(
    rf"""(?ix)
    (?P<refused>          # another scheme: the whole of it is no link, nor is a part of it
        (?<![a-z0-9+.-])
        (?: (?:javascript|vbscript|data|file|blob|about|mailto|tel|sms|intent|magnet):(?=\S)
          | (?![a-z0-9+.-]*https?:) [a-z][a-z0-9+.-]{{0,30}}:[/\\]{{2}} )
        [^\s，。；、]*
    )
    | (?P<url>    https?:[/\\]{{1,4}}[^{_END}]+ )
    | (?P<posing> {_USER}{HOST}(?::\d{{1,5}})?/[^{_END}。]* )      # bank.example@evil.example/
    | (?P<mail>   {_USER}{HOST} )
    | (?P<name>   (?<![a-z0-9_.@/+%-])@[a-z][a-z0-9_]{{3,31}}(?:/\d+)?(?![a-z0-9_@]|[.-][a-z0-9]) )
    | (?P<bare>   (?<![a-z0-9@._%+/\\-]){HOST}(?::\d{{1,5}})?(?:[/?\#][^{_END}。]*)? )
    """
)
_ENTITY_HOST = re.compile(rf"(?i)(?:https?://)?{HOST}(?:[:/?#]\S*)?\Z")


class _Span(Struct, frozen=True):
    """A stretch of the text that was judged: a link, or (None) something that is none."""

    start: int
    end: int
    link: Link | None

    def touches(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def find_links(
    text: str, entities: tuple[tuple[int, int, str | None], ...] = ()
) -> tuple[Link, ...]:
    """The http and https links of a message, Telegram's entities first, each page once.

    `entities` are (offset, length, url or None) in UTF-16 units. Bare hosts, defanged and
    full-width spellings and Telegram names count; other schemes and mail addresses do not. An
    entity that our own reading finds inside a longer link (`hxxps://`, `[.]`) is read as that.
    """
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    spans = tuple(_spans(folded(text)))
    found: dict[str, Link] = {}
    for each in (*_from_entities(text, entities, spans), *_unhidden(text, entities, spans)):
        found.setdefault(each.normalised, each)
    return tuple(found.values())[:MAX_LINKS]


def _from_entities(
    text: str, entities: Iterable[tuple[int, int, str | None]], spans: tuple[_Span, ...]
) -> Iterator[Link]:
    for offset, length, url in entities:
        start, end = _in_characters(text, offset, length)
        under = [span for span in spans if span.touches(start, end)]
        if url is not None:
            hidden = link(url, url)
            if hidden is not None:  # one address shown, another one opened: a disguise
                shown = {span.link.host for span in under if span.link is not None}
                yield replace(hidden, disguised=hidden.disguised or bool(shown - {hidden.host}))
        elif under:
            yield from (span.link for span in under if span.link is not None)
        else:
            yield from _trusted(text[start:end])


def _unhidden(
    text: str, entities: Iterable[tuple[int, int, str | None]], spans: tuple[_Span, ...]
) -> Iterator[Link]:
    """The links of the text itself, but not what merely covers another address."""
    covers = [_in_characters(text, at, length) for at, length, url in entities if url is not None]
    for span in spans:
        if span.link is not None and not any(span.touches(*cover) for cover in covers):
            yield span.link


def _trusted(raw: str) -> Iterator[Link]:
    """A host that Telegram knows to be one although the suffix list does not."""
    if _ENTITY_HOST.match(raw):
        found = link(raw, raw if raw.lower().startswith("http") else f"https://{raw}")
        if found is not None:
            yield found


def _in_characters(text: str, offset: int, length: int) -> tuple[int, int]:
    units = text.encode("utf-16-le", "surrogatepass")
    start, end = max(0, offset), max(0, offset) + max(0, length)
    before = len(units[: start * 2].decode("utf-16-le", "replace"))
    return before, before + len(units[start * 2 : end * 2].decode("utf-16-le", "replace"))


def _spans(text: Folded) -> Iterator[_Span]:
    at = 0
    while (match := _CANDIDATE.search(text.words, at)) is not None:
        begin = match.start()
        if match.lastgroup in {"refused", "mail"}:
            yield _Span(*text.origin(begin, match.end()), None)
            at = match.end()
            continue
        skip, address, url = _read(match.lastgroup or "", match.group())
        at = begin + skip + len(address) if address else match.end()
        if address:
            start, end = text.origin(begin + skip, at)
            found = link(text.original[start:end], url)
            if found is not None:
                yield _Span(start, end, found)


def _read(kind: str, taken: str) -> tuple[int, str, str]:
    """How much of a candidate to skip, what of it is the link, and its URL (empty for none)."""
    if kind == "name":
        return 0, taken, f"https://t.me/{taken[1:]}"
    if kind == "url":
        address = with_scheme(taken)
        return 0, address, address
    if kind == "posing":
        address = trimmed(taken)
        return 0, address, f"https://{address}"
    skip, address = bare(taken)
    return skip, address, f"https://{address}" if address else ""
