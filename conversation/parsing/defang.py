"""Normalise a text for link parsing: undo disguises, and keep each character's position."""

import re
from collections.abc import Iterable

from msgspec import Struct

from conversation.parsing import spelt_out
from conversation.parsing.written_apart import SUFFIXES, Edit, edits

_SPACES = r"[ \t\u00a0\u3000]{0,4}+"
_BRACKETS = (
    (r"\[", r"\]"),
    (r"\(", r"\)"),
    (r"\{", r"\}"),
    ("【", "】"),
    ("（", "）"),
    ("［", "］"),
)
_DOTTED = "|".join(rf"{left}[ ]?[.。．｡][ ]?{right}" for left, right in _BRACKETS)
_SPELT = "|".join(rf"{left}[ ]?(?:dot|点|點)[ ]?{right}" for left, right in _BRACKETS)
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"

_DISGUISE = re.compile(
    rf"""(?ix)
      (?P<nothing> [{INVISIBLE}] )
    | (?P<dot>     {_SPACES}(?:{_DOTTED}|{_SPELT}){_SPACES}
                 | [．｡․﹒]
                 | (?:(?<=www)[ ]{{1,3}}dot[ ]{{1,3}}(?=[a-z0-9]))
                 | (?<=[a-z0-9])(?:[ ]{{1,3}}dot[ ]{{1,3}}|[点點])(?=(?:{SUFFIXES})(?![a-z0-9]))
                 | (?<=[a-z0-9])[·•・‧∙](?=(?:com|cn|org)(?![a-z0-9])) )
    | (?P<scheme>  \[://\]|\[:\]// )
    | (?P<colon>   \[:\] | ：(?=[/／]) )
    | (?P<at>      \[@\]|\[at\]|\(at\) )
    | (?P<spaced>  (?<![a-z0-9])[hｈ][txｔｘ]{{2}}[pｐ](?P<also>[sｓ]?)(?![:：]//[\w-])
                   (?:{_SPACES}[:：]{_SPACES}/{_SPACES}/{_SPACES}|[:：][.,，。'’:：;；]{{1,2}}//)
                   (?=[\w-]{{1,63}}[.。\[(【（]) )
    | (?P<http>    (?<![a-z0-9])h(?:\*\*|[tx]{{2}})p(?P<secure>s?)(?=\[?[:：]) )
    | (?P<slip>    (?:(?<![A-Za-z0-9_+./\\=?&\#%-])|(?<=http://)|(?<=https://))
                   (?: (?!https?[:：])h{{0,2}}[tp]{{2,4}}(?P<safe>s?)s?(?:[:：;；]?[ ]?/|[:：;；])
                     | h[tx]{{2}}p(?P<sure>s?)(?:[:：;；]?[ ][:：;；]?|[;；.,，。'’]{{1,2}}|)/ )
                   /(?=[\w-]{{1,63}}[.。\[(【（]) )
    | (?P<short>   (?<![a-z0-9_+./\\=?&\#%-])http(?P<firm>s?)/
                   (?=(?:[a-z0-9-]+\.)+(?:{SUFFIXES})(?![\w.-])) )
    | (?P<bare>    (?<![A-Za-z0-9_:：;；/\\.()\[\]-])//
                   (?=(?:[a-z0-9-]+\.)+(?:{SUFFIXES})(?![\w-])) )
    | (?P<slash>   \\/ )
    | (?P<ask>     ？(?=[a-z0-9_]+[=＝]) )
    | (?P<wide>    [Ａ-Ｚａ-ｚ０-９＠／－＿＝＆％＃] )
    """
)
_WIDE = 0xFEE0  # distance from a full-width character to its ASCII one
_APART = re.compile(  # most texts have none
    r"[ \t\u00a0\u3000](?:[.。:：/]|[A-Za-z0-9][.。])|[.。:：/][ \t\u00a0\u3000]"
)
_PLAIN = {
    "nothing": "",
    "bare": "https://",
    "dot": ".",
    "slash": "/",  # escaped as in JSON
    "scheme": "://",
    "colon": ":",
    "at": "@",
    "ask": "?",
}


class Folded(Struct, frozen=True):
    """`words` is `original` with disguises undone; `starts` and `ends` map its characters to it."""

    original: str
    words: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The range in the original of a non-empty range of `words`."""
        return self.starts[start], self.ends[end - 1]


def folded(text: str) -> Folded:
    """Undo hxxp, [.], full-width letters, invisible characters, spaces at dots and the like."""
    size = len(text)
    plain = Folded(text, text, tuple(range(size)), tuple(range(1, size + 1)))
    found = _edited(plain, ((*each.span(), _undone(each)) for each in _DISGUISE.finditer(text)))
    if _APART.search(found.words) is None:
        return found
    found = _edited(found, spelt_out.edits(found.words))
    return _edited(found, edits(found.words))


def _edited(text: Folded, changes: Iterable[Edit]) -> Folded:
    """The text with ranges of its words replaced; each new character maps to its whole range."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, put in changes:
        words += (text.words[at:start], put)
        starts += (*text.starts[at:start], *(text.starts[start],) * len(put))
        ends += (*text.ends[at:start], *(text.ends[end - 1],) * len(put))
        at = end
    if not words:
        return text
    rest = text.words[at:]
    return Folded(
        text.original,
        "".join((*words, rest)),
        (*starts, *text.starts[at:]),
        (*ends, *text.ends[at:]),
    )


def _undone(match: re.Match[str]) -> str:
    if match["http"] is not None:
        return f"http{match['secure'].lower()}"
    if any(match[kind] is not None for kind in ("slip", "spaced", "short")):
        secure = any(map(match.group, ("safe", "sure", "also", "firm")))
        return f"http{'s' if secure else ''}://"
    if match["wide"] is not None:
        return chr(ord(match["wide"]) - _WIDE)
    return next(plain for kind, plain in _PLAIN.items() if match[kind] is not None)
