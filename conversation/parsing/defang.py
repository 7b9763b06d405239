"""Normalise a text for link parsing: undo disguises, and keep each character's position."""

import re

from msgspec import Struct

_DOTTED = r"\[[.。]\]|\([.。]\)|\{[.。]\}|【[.。]】|（[.。]）"
_SPELT = r"\[(?:dot|点)\]|\((?:dot|点)\)|\{dot\}|【(?:dot|点)】|（(?:dot|点)）"
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
SUFFIXES = "com|cn|net|org|cc|top|xyz|vip|info|club|shop|site|online|app|me|tv|io"

_DISGUISE = re.compile(
    rf"""(?ix)
      (?P<nothing> [{INVISIBLE}] )
    | (?P<dot>     [ \t]?(?:{_DOTTED}|{_SPELT})[ \t]?
                 | [．｡]
                 | (?<=[a-z0-9])[ ]dot[ ](?=(?:{SUFFIXES})(?![a-z0-9]))
                 | (?<=[a-z0-9])点(?=(?:{SUFFIXES})(?![a-z0-9])) )
    | (?P<scheme>  \[://\]|\[:\]// )
    | (?P<colon>   \[:\] | ：(?=[/／]) )
    | (?P<at>      \[@\]|\[at\]|\(at\) )
    | (?P<spaced>  (?<![a-z0-9])h[tx]{{2}}p(?P<also>s?)
                   (?:[ ][:：]//[ ]?|[:：]//[ ]|[:：][.,，。'’:：;；]{{1,2}}//)
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
    """Undo hxxp, [.], full-width letters, invisible characters and the like."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(written: str, start: int, end: int, *, apart: bool) -> None:
        words.append(written)
        for place in range(len(written)):
            starts.append(start + place if apart else start)
            ends.append(start + place + 1 if apart else end)

    at = 0
    for match in _DISGUISE.finditer(text):
        put(text[at : match.start()], at, match.start(), apart=True)
        put(_undone(match), match.start(), match.end(), apart=False)
        at = match.end()
    put(text[at:], at, len(text), apart=True)
    return Folded(text, "".join(words), tuple(starts), tuple(ends))


def _undone(match: re.Match[str]) -> str:
    if match["http"] is not None:
        return f"http{match['secure'].lower()}"
    if any(match[kind] is not None for kind in ("slip", "spaced", "short")):
        secure = next(filter(None, map(match.group, ("safe", "sure", "also", "firm"))), "")
        return f"http{secure.lower()}://"
    if match["wide"] is not None:
        return chr(ord(match["wide"]) - _WIDE)
    return next(plain for kind, plain in _PLAIN.items() if match[kind] is not None)
