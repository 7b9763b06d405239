"""Put addresses together that are spelt sign by sign, as `f a k e . c o m / a p p`."""

import re
from collections.abc import Iterator

from conversation.parsing.urls import top_level
from conversation.parsing.written_apart import SUFFIXES, Edit

_SPACES = " \t\u00a0\u3000"
_DOTS = ".。点點"
_GAP = rf"[{_SPACES}]{{1,3}}+"
_INK = f"A-Za-z0-9/:_%?=&~#@{_DOTS}-"
_SIGN = rf"(?:[{_INK}]|[.。][A-Za-z0-9]|[A-Za-z0-9][.。][A-Za-z0-9]?)(?![{_INK}])"
_LAST = r"[A-Za-z0-9]?(?:\.[A-Za-z0-9-]{2,63}+)*+(?:/[!-~]{0,200}+)?"  # `e.com`, `m/app`
_SPELT = re.compile(
    rf"(?<![{_INK}]){_SIGN}(?:{_GAP}{_SIGN}){{2,200}}+(?:{_GAP}{_LAST}(?![{_INK}]))?"
)
_ADDRESS = re.compile(
    r"""(?ix)
    (?P<scheme> h[tx]{2}p(?P<secure>s?):// )?
    (?P<host> [a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4} ) \. (?P<top> [a-z]{2,24} )
    (?P<port> :\d{1,5} )? (?P<path> /[!-~]* )? \Z
    """
)
_USUAL = re.compile(rf"(?i)(?:{SUFFIXES})\Z")
_ITEM = re.compile(r"\d{1,2}[.:]")  # its number in a list
_AT_END = frozenset(f"{_DOTS}:?")  # of the sentence
_CHANGED = re.compile(rf"[{_SPACES}]+|[。点點]")
_PLAIN = str.maketrans(dict.fromkeys(_DOTS, "."))


def edits(text: str) -> Iterator[Edit]:
    """The edits, in order, that put together the addresses that are spelt out in a text."""
    for match in _SPELT.finditer(text):
        signs = [at for at in range(*match.span()) if text[at] not in _SPACES]
        while signs and text[signs[-1]] in _AT_END:
            signs.pop()
        address = "".join(text[at] for at in signs).translate(_PLAIN)
        item = _ITEM.match(address)
        found = (_meant(address, item.end()) if item else None) or _meant(address, 0)
        if found is None:
            continue
        start = signs[found.start("host")]
        if found["scheme"]:
            yield signs[found.start()], start, f"http{found['secure'].lower()}://"
        for change in _CHANGED.finditer(text, start, signs[-1] + 1):
            yield *change.span(), "" if change[0][0] in _SPACES else "."


def _meant(address: str, begin: int) -> re.Match[str] | None:
    """The address that begins there: with scheme or path any, else one as most addresses are."""
    found = _ADDRESS.match(address, begin)
    if found is None:
        return None
    if found["scheme"] or found["path"]:
        return found if found["top"].lower() in top_level() else None
    return found if _USUAL.match(found["top"]) and len(found["host"]) > 1 else None
