"""Put addresses together that are written apart with spaces, as `http:// fake . com / app`.

Sentences have a space before a full stop, too: `He came . com is nice`. So spaces at a dot count
only where something else says that an address is meant: a scheme, `www`, a path, a sign that words
do not have, or no word in an alphabet beside it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from conversation.parsing.urls import top_level

_NO_WORDS = ("com", "cn", "org", "cc", "xyz", "io")
_WORDS = ("net", "top", "vip", "info", "club", "shop", "site", "online", "app", "me", "tv")
SUFFIXES = "|".join((*_NO_WORDS, *_WORDS))
"""Top-level domains, as a pattern, before which signs that words have may stand for a dot."""

_KNOWN = frozenset((*_NO_WORDS, *_WORDS))
_SECOND = frozenset({"com", "net", "org", "gov", "edu", "ac", "co"})  # before a country: com.cn
_COUNTRIES = frozenset({"cn", "hk", "tw", "mo", "sg", "my", "jp", "kr", "uk", "au", "ru", "br"})
_ALSO_WORDS = re.compile(r"(?:am|as|at|be|by|do|in|is|it|me|my|no|so|to|us)\Z")  # and countries

_SPACES = " \t\u00a0\u3000"
_GAP = rf"[{_SPACES}]{{0,4}}+"  # more spaces separate columns
_LABEL = r"(?:[a-z0-9-]{1,63}+|[^\W\da-z_]{1,63}+)"
_APART = re.compile(
    rf"""(?ix)
    (?: (?P<scheme> (?<![a-z0-9])h[tx]{{2}}p(?P<secure>s?) {_GAP}[:：]{_GAP}/{_GAP}/{_GAP} )
      | (?<![a-z0-9_@./\\-])(?=[a-z0-9]) )
    (?P<host> {_LABEL}(?:{_GAP}[.。]{_GAP}{_LABEL}){{1,5}}+ )
    """
)
_LABELS = re.compile(f"(?i){_LABEL}")
_SLASH = re.compile(  # before `app`, and not before another host
    rf"(?i)(?P<slash>[{_SPACES}]{{1,4}}+/[{_SPACES}]{{1,4}}+)(?-i:[a-z0-9])[\w%~-]{{0,63}}+"
    rf"(?!{_GAP}\.{_GAP}[a-z])"
)
_MOST_SLASHES = 5
_PATH = re.compile(r"/\w|:\d")
_LIKE_A_NAME = re.compile(r"(?i)[a-z0-9]-[a-z0-9]|\d[a-z]|[a-z]\d")
_SHORTEST = 3  # letters of a name before a top-level domain that is a word
_ITEM = re.compile(r"\d{1,2}\Z")  # its number in a list
_ANNOUNCED = re.compile(r"(?i)\b(?:visit|website|url|link|domain)\Z")
_NEAR = 16  # characters before and after an address that are looked at
_FIRST_WIDE = "\u2e80"  # from here on: Chinese, Japanese, Korean

Edit = tuple[int, int, str]
"""The start and end of a range, and what replaces it."""


def edits(text: str) -> Iterator[Edit]:
    """The edits, in order, that put together the addresses of a text without other disguises."""
    for match in _APART.finditer(text):
        if any(space in match[0] for space in _SPACES):
            yield from _of_address(text, match)


def _of_address(text: str, match: re.Match[str]) -> Iterator[Edit]:
    has_scheme = match["scheme"] is not None
    labels = [each.span() for each in _LABELS.finditer(text, *match.span("host"))]
    labels = labels if has_scheme else labels[_first(text, labels) :]
    labels = labels[: _length(text, labels, top_level() if has_scheme else _KNOWN)]
    if not labels or not (_is_whole(text, labels) if has_scheme else _is_meant(text, labels)):
        return
    if has_scheme:
        yield match.start(), labels[0][0], f"http{match['secure'].lower()}://"
    for (_, end), (start, _) in pairwise(labels):
        yield end, start, "."
    at = labels[-1][1]
    for _ in range(_MOST_SLASHES if has_scheme or _is_www(text, labels) else 0):
        if (part := _SLASH.match(text, at)) is None:
            return
        yield at, part.end("slash"), "/"
        at = part.end()


def _length(text: str, labels: list[tuple[int, int]], known: frozenset[str]) -> int:
    """How many of these labels are one host, up to its top-level domain; 0 for no host."""
    names = [text[start:end] for start, end in labels]
    ends = (place for place, name in enumerate(names) if place and _is_known(name, known))
    count = next(ends, -1) + 1
    if not _apart(text, labels[:count]):
        return count  # it is whole as it is: what follows is another sentence
    while count < len(names) and _goes_on(names[count - 1], names[count]):
        count += 1
    return count


def _is_known(name: str, known: frozenset[str]) -> bool:
    low = name.lower()
    return low in known and (low in _NO_WORDS or name in {low, name.upper()})


def _goes_on(name: str, following: str) -> bool:
    """Whether a host goes on after a possible top-level domain: com . cn, shop . com."""
    if name.lower() in _SECOND:
        return following in _COUNTRIES
    return name.lower() not in _NO_WORDS and following in _NO_WORDS


def _apart(text: str, labels: list[tuple[int, int]]) -> list[str]:
    """What stands between two labels where it is more than a dot."""
    between = (text[end:start] for (_, end), (start, _) in pairwise(labels))
    return [each for each in between if len(each) > 1]


def _first(text: str, labels: list[tuple[int, int]]) -> int:
    """Where a host begins: at `www`, or behind the number of an item: `1 . fake . com`."""
    names = [text[start:end].lower() for start, end in labels]
    if "www" in names:
        return names.index("www")
    is_item = len(names) > 2 and _ITEM.match(names[0]) and text[labels[1][0] - 1] in _SPACES
    return 1 if is_item else 0


def _is_whole(text: str, labels: list[tuple[int, int]]) -> bool:
    """Whether a host after a scheme ends here, and not the sentence: `http://intranet . it is`."""
    start, end = labels[-1]
    if not (_ALSO_WORDS.match(text[start:end]) and _apart(text, labels[-2:])):
        return True
    return not _is_word(_next(text, end)) or _PATH.match(text, end) is not None


def _is_meant(text: str, labels: list[tuple[int, int]]) -> bool:
    """Whether labels with spaces between them are an address, and not the end of a sentence."""
    apart, begin, end = _apart(text, labels), labels[0][0], labels[-1][1]
    before = text[max(0, begin - _NEAR) : begin].rstrip(_SPACES)
    if not apart or before.endswith(("@", "#")) or _is_word(text[begin - 1 : begin]):
        return False
    if _is_www(text, labels):
        return True
    names = [text[first:last] for first, last in labels]
    no_word = names[-1].lower() in _NO_WORDS
    has_path = _PATH.match(text, end) is not None
    both = all(each[0] in _SPACES and each[-1] in _SPACES for each in apart)
    # A name may follow a full stop: `Tom. CC says`. Keyboards write Com after one by themselves.
    if not (both or names[-1].islower() or names[-1] == "Com"):
        return False
    if not (_is_word(before[-1:]) or _is_word(_next(text, end))):
        is_name = both and names[-1].islower() and len(names[-2]) >= _SHORTEST
        return no_word or has_path or is_name
    like_a_name = any(map(_LIKE_A_NAME.search, names[:-1]))
    said = like_a_name or _ANNOUNCED.search(before) is not None
    return no_word and (has_path or (both and said))


def _is_www(text: str, labels: list[tuple[int, int]]) -> bool:
    start, end = labels[0]
    return len(labels) > 2 and text[start:end].lower() == "www"


def _next(text: str, end: int) -> str:
    """The first sign after some spaces, empty at the end of the text."""
    return text[end : end + _NEAR].lstrip(_SPACES)[:1]


def _is_word(sign: str) -> bool:
    """Whether a sign is a letter of a script whose words are written apart."""
    return sign.isalpha() and sign < _FIRST_WIDE
