"""Put addresses together that are spelt sign by sign, as `f a k e . c o m / a p p`."""

import re
from collections.abc import Iterator

from conversation.parsing.urls import top_level
from conversation.parsing.written_apart import SUFFIXES, Edit

_SPACES = " \t\u00a0\u3000"
_GAP = rf"[{_SPACES}]{{1,3}}+"
_INK = "A-Za-z0-9/:_@.。+-"
_ONE = "[A-Za-z0-9]"
_END = f"(?![{_INK}])"
_TOPS = "com|cn|org|net|xyz"  # few words end so
_FIRST = rf"(?:h[tx]{{2}}ps?://{_ONE}|www\.?{_ONE}?)"
_SIGN = rf"(?:[{_INK}]|[.。]{_ONE}|{_ONE}[.。]{_ONE}?|[ps]://{_ONE}?)"
_LAST = (  # `e.com`, `com/app`, `m/app`; `t.cn`, `x.com` and `g.cn` are addresses by themselves
    rf"(?!(?i:t\.cn|x\.com|g\.cn))(?:(?i:(?:{_ONE}?\.)?(?:{_TOPS}))(?:/[!-~]{{0,200}}+)?"
    rf"|{_ONE}/[!-~]{{1,200}}+)"
)
_SPELT = re.compile(
    rf"(?i:(?<![{_INK}])|(?<=[^\W\d_]:))(?:(?i:{_FIRST})|{_SIGN}){_END}"
    rf"(?:{_GAP}{_SIGN}{_END}){{2,200}}+(?:{_GAP}{_LAST}{_END})?"
)
_NEAR = 8  # characters before the first sign that are looked at
_GLUED = re.compile(r"[@#/:.=]\w\Z")  # `zhang@1 6 3 . c o m`: the first sign belongs to a word
_ADDRESS = re.compile(
    r"""(?ix)
    (?P<scheme> h[tx]{2}p(?P<secure>s?):// )?
    (?P<host> [a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,4} ) \. (?P<top> [a-z]{2,24} )
    (?P<port> :\d{1,5} )? (?P<path> /[!-~]* )? \Z
    """
)
_USUAL = re.compile(rf"(?i)(?:{_TOPS})\Z")
_WITH_PATH = re.compile(rf"(?i)(?:{SUFFIXES}|ly)\Z")
_TWO = re.compile(rf"(?i)\.(?:{_TOPS})(?:[a-z0-9-]|\.(?!cn\Z))")  # `fake.combad.cn` are two
_ITEM = re.compile(r"\d{1,2}[.:]")  # its number in a list
_AROUND = frozenset(".。:/_@+-")  # of the sentence, before or after an address
_CHANGED = re.compile(rf"[{_SPACES}]+|。")


def edits(text: str) -> Iterator[Edit]:
    """The edits, in order, that put together the addresses that are spelt out in a text.

    A single word before an address cannot be told from its first sign: `a f a k e . c o m`.
    """
    for match in _SPELT.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        if before.endswith(tuple(_SPACES)) and _GLUED.search(before.rstrip(_SPACES)):
            continue
        signs = [at for at in range(*match.span()) if text[at] not in _SPACES]
        while signs and text[signs[0]] in _AROUND:
            del signs[0]
        while signs and text[signs[-1]] in _AROUND - {"/"}:
            signs.pop()
        address = "".join(text[at] for at in signs).replace("。", ".")
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
    """The address that begins there; without scheme, `www` or path, one as most addresses are."""
    found = _ADDRESS.match(address, begin)
    if found is None or _TWO.search(f"{found['host']}.{found['top']}".removeprefix("www")):
        return None
    host, top = found["host"], found["top"]
    if found["scheme"]:
        return found if top.lower() in top_level() else None
    if host.lower().startswith("www."):
        return found if _WITH_PATH.match(top) else None
    name = host.rpartition(".")[2]
    if not any(map(str.isalpha, name)):
        return None
    if found["path"]:
        return found if _WITH_PATH.match(top) else None
    return found if _USUAL.match(top) and len(name) > 1 else None
