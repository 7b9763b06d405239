"""Find the links in a message, in any spelling; nothing is ever fetched."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from conversation.parsing.defang import Folded, folded
from conversation.parsing.link_bounds import (
    HOST,
    PICTURES,
    bare,
    is_cut_host,
    trimmed,
    until_next,
    with_scheme,
)
from conversation.parsing.lookups import Lookups
from conversation.parsing.not_links import (
    ITEM,
    is_a_sentence,
    is_elsewhere,
    is_no_host,
    item_length,
)
from conversation.parsing.telegram_links import SCHEME
from domain.links import Link
from domain.report import MAX_LINKS

_END = r"\s\x00-\x1f\x7f-\x9f<>\"`\ufffd，！？；：、…“”‘’「」『』《》〈〉（）【】〔〕—" + PICTURES
_END += "～﹐﹑﹔﹕﹖﹗"  # often typed directly after a link
_END += "﹙﹚﹛﹜﹝﹞［］｛｝｜＜＞＂〖〗〘〙〚〛〝〞⟨⟩"
_USER = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}+@"
_POSTBOX = (  # # in place of @, as written against spam
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}+\#(?:qq|163|126|139|189|foxmail|gmail|outlook"
    r"|hotmail|sina|sohu|aliyun|yeah|icloud|yahoo)\.(?:com|cn|net)(?![a-z0-9.-])"
)
MOST_CHARACTERS = 4096  # of one message; Telegram's limit
MOST_ENTITIES = 100  # of one message; Telegram's limit

_CANDIDATE = re.compile(
    rf"""(?ix)
    (?P<telegram> (?<![a-z0-9+.-]){SCHEME}[^{_END}]+ )
    | (?P<refused>          # another scheme: the whole of it is no link, nor is a part of it
        (?<![a-z0-9+.-])
        (?: (?:javascript|vbscript|data|file|blob|about|mailto|tel|sms|intent|magnet):(?=\S)
          | (?![a-z0-9+.-]*https?:) [a-z][a-z0-9+.-]{{0,30}}:[/\\]{{2}} )
        [^\s，。；、{PICTURES}]*
    )
    | (?P<url>    https?:[/\\]{{1,4}}[^{_END}]+ )
    | (?P<posing> {_USER}{HOST}(?::\d{{1,5}})?/[^{_END}。]* )      # bank.example@evil.example/
    | (?P<mail>   {_USER}(?:{HOST}|[ ]{HOST}) | {_POSTBOX} )
    | (?P<name>   (?:(?<![a-z0-9_.@/+%-])|(?<=(?<!\w)\d\.)|(?<=(?<!\w)\d\d\.))
                  @[a-z][a-z0-9_]{{3,31}}(?:/\d+)?(?![a-z0-9_@]|[.-][a-z0-9]) )
    | (?P<bare>   (?<![a-z0-9@._%+/\\-]){HOST}(?::\d{{1,5}})?(?:[/?\#][^{_END}。]*)? )
    """
)
_ENTITY_HOST = re.compile(rf"(?i)(?:https?://)?{HOST}(?:[:/?#]\S*)?\Z")
_PICTURED = re.compile(rf"[{PICTURES}][^\s，。；、]*")
_NEAR = 24  # characters after a name that may name its platform
_AFTER_SCHEME = (":/", ":\\")
_SCHEME_LAST = re.compile(r"(?i)[.。]https?\Z")
_UNTIL_END = re.compile(rf"[^{_END}]*")

Entities = tuple[tuple[int, int, str | None], ...]


class _Span(Struct, frozen=True):
    """A range of the text that was examined: a link, or None if it is none."""

    start: int
    end: int
    link: Link | None


class _Mark(Struct, frozen=True):
    """An entity that Telegram marks as a link, in characters; `url` if its text differs."""

    start: int
    end: int
    url: str | None


def find_links(
    text: str, entities: Entities = (), lookups: Lookups | None = None
) -> tuple[Link, ...]:
    """The links of a message as `all_links` finds them, up to the limit of one report."""
    return all_links(text, entities, lookups)[:MAX_LINKS]


def all_links(
    text: str, entities: Entities = (), lookups: Lookups | None = None
) -> tuple[Link, ...]:
    """The http and https links of a message, Telegram's entities first, each page once.

    `entities` are (offset, length, url or None) in UTF-16 units. Bare hosts, defanged and
    full-width spellings and Telegram names count; other schemes and mail addresses do not. An
    entity that is part of a longer link in our own parsing (`hxxps://`, `[.]`) counts as that link;
    otherwise a link ends where Telegram says.

    Work is bounded for any input: `lookups` limits the questions about hosts and addresses.
    """
    lookups = lookups or Lookups()
    text = _parsed_part(text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    marks = _marks(text, entities[:MOST_ENTITIES])
    for mark in marks:  # looked up first: their addresses are not visible in the text
        if mark.url is not None:
            lookups.link(mark.url, mark.url)
    ends = sorted(mark.end for mark in marks if mark.url is None)
    spans = tuple(_spans(folded(text), ends, lookups))
    found: dict[str, Link] = {}
    for each in (*_from_marks(text, marks, spans, lookups), *_visible_links(marks, spans)):
        found.setdefault(each.normalised, each)
    return tuple(found.values())


def _parsed_part(text: str) -> str:
    """The part of the text that is parsed, without a cut-off word at its end."""
    if len(text) <= MOST_CHARACTERS:
        return text
    whole_words = re.match(r".*(?=\s)", text[:MOST_CHARACTERS], re.DOTALL)
    return "" if whole_words is None else whole_words.group()


def _marks(text: str, entities: Entities) -> tuple[_Mark, ...]:
    units = text.encode("utf-16-le", "surrogatepass")

    def characters(until: int) -> int:
        return len(units[: max(0, until) * 2].decode("utf-16-le", "replace"))

    return tuple(
        _Mark(characters(at), characters(max(0, at) + max(0, length)), url)
        for at, length, url in entities
    )


def _overlapping(mark: _Mark, spans: tuple[_Span, ...]) -> tuple[_Span, ...]:
    """The spans that a mark overlaps; they are sorted and do not overlap each other."""
    first = bisect_right(spans, mark.start, key=lambda span: span.end)
    last = bisect_left(spans, mark.end, key=lambda span: span.start)
    return spans[first:last] if mark.start < mark.end else ()


def _from_marks(
    text: str, marks: tuple[_Mark, ...], spans: tuple[_Span, ...], lookups: Lookups
) -> Iterator[Link]:
    for mark in marks:
        under = _overlapping(mark, spans)
        if mark.url is not None:
            hidden = lookups.link(mark.url, mark.url)
            if hidden is not None:  # shows one address and opens another: a disguise
                shown = {span.link.host for span in under if span.link is not None}
                yield replace(hidden, disguised=hidden.disguised or bool(shown - {hidden.host}))
        elif under:
            yield from (span.link for span in under if span.link is not None)
        else:
            yield from _marked_host(text[mark.start : mark.end], lookups)


def _visible_links(marks: tuple[_Mark, ...], spans: tuple[_Span, ...]) -> Iterator[Link]:
    """The links of the text itself, except those that only cover another address."""
    covered = {
        span.start for mark in marks if mark.url is not None for span in _overlapping(mark, spans)
    }
    for span in spans:
        if span.link is not None and span.start not in covered:
            yield span.link


def _marked_host(raw: str, lookups: Lookups) -> Iterator[Link]:
    """A host that Telegram marks although the suffix list does not know it."""
    until = _UNTIL_END.match(raw)
    raw = until.group() if until is not None else ""
    host = re.match(HOST, raw)
    none = host and (is_a_sentence(raw, host.end()) or (host[0] == raw and is_no_host(raw)))
    if _ENTITY_HOST.match(raw) and not none:
        found = lookups.link(raw, raw if raw.lower().startswith("http") else f"https://{raw}")
        if found is not None:
            yield found


def _spans(text: Folded, ends: list[int], lookups: Lookups) -> Iterator[_Span]:
    at, elsewhere, linked = 0, False, ""
    numbers = frozenset(map(int, ITEM.findall(text.words)))
    while (match := _CANDIDATE.search(text.words, at)) is not None:
        if not lookups.may_go_on(match.end() - match.start()):
            return
        begin, kind = match.start(), match.lastgroup or ""
        elsewhere = kind == "name" and is_elsewhere(
            text.words[at:begin],
            text.words[match.end() : match.end() + _NEAR],
            was=elsewhere,
            linked=linked,
        )
        linked = ""
        if elsewhere or kind in {"refused", "mail"}:
            yield _Span(*text.origin(begin, match.end()), None)
            at = match.end()
            continue
        taken = match.group()
        if kind != "name":
            taken = until_next(taken[: _marked_end(text, begin, match.end(), ends) - begin])
        if kind == "bare":
            item = item_length(taken, numbers)
            begin, taken = begin + item, taken[item:]
            if text.words.startswith(_AFTER_SCHEME, begin + len(taken)):
                # `1.https://…`: the address is the next candidate
                taken = _SCHEME_LAST.sub("", taken)
        skip, address, url = _read(kind, taken, lookups)
        at = begin + skip + len(address) if address else begin + len(taken)
        rest = _PICTURED.match(text.words, match.end())
        if kind == "url" and at == match.end() and rest and is_cut_host(address, lookups):
            at = rest.end()  # a browser opens neither what precedes nor what follows it
        elif address:
            start, end = text.origin(begin + skip, at)
            found = lookups.link(text.original[start:end], url)
            if found is not None:
                linked = found.site
                yield _Span(start, end, found)


def _marked_end(text: Folded, begin: int, end: int, ends: list[int]) -> int:
    """Where Telegram says that a candidate ends, in folded characters; `end` if it does not.

    Its entities also end at a disguise (`shop.com[.]cn`) and before an @: there parsing continues.
    """
    first, last = text.origin(begin, end)
    for each in ends[bisect_right(ends, first) : bisect_left(ends, last)]:
        place = bisect_left(text.starts, each)
        plain = text.starts[place] == each and text.original[each] == text.words[place]
        if plain and text.words[place] != "@":
            return place
    return end


def _read(kind: str, taken: str, lookups: Lookups) -> tuple[int, str, str]:
    """How much of a candidate to skip, its link, and its URL (empty if none)."""
    if kind == "name":
        return 0, taken, f"https://t.me/{taken[1:]}"
    if kind == "telegram":
        address = trimmed(taken)
        return 0, address, address
    if kind == "url":
        skip, address = with_scheme(taken, lookups)
        return skip, address, address
    if kind == "posing":
        address = trimmed(taken)
        return 0, address, f"https://{address}"
    skip, address = bare(taken, lookups)
    return skip, address, f"https://{address}" if address else ""
