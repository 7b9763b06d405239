"""Makes texts by others safe to show: no live link or command, no invisible characters."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from markupsafe import Markup, escape

from domain.core.normal import normal
from domain.links import defanged
from handlers.ui.markup import code, cut, quote

MOST_CODES = 30  # per text; a message has at most 100 entities
_KEPT = frozenset("\n\u200d")  # the zero-width joiner combines emoji
# Telegram removes these characters before it detects links, so we must do so, too.
_TAKEN_OUT = frozenset("\u0333\u033f\u030a\u2028\u2029")
_ADDRESS = re.compile(r"(?<!\d)\d++(?:\.\d++){3}")
_ADDRESSES = (
    (re.compile("://"), "[://]"),
    (re.compile(r"(?<=[\w-])\.(?=[^\W\d_])"), "[.]"),  # before a possible top-level domain
    (re.compile(r"@(?=\w)"), "[@]"),
)
_LIVE = (
    *_ADDRESSES,
    (re.compile(r"(?<!\w)/(?=[A-Za-z0-9_])"), "[/]"),  # a command is sent when it is tapped
)
_URL = re.compile(r"(?i)(https?://\S+)")
# Not after a sign that would make another link or a mention of the scheme itself.
_SCHEME = re.compile(r"(?i)(?<![A-Za-z0-9_@./-])http(s?)://")
_WITH_SCHEME = r"(?<![A-Za-z0-9_@./-])(?i:https?)://\S*"
_NEW_LINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LIVE_IN_MAIL = (
    *_ADDRESSES,
    (re.compile(r"(?<=[^\W\d_])\.(?=\d)"), "[.]"),  # www.163: mail programs make links of that, too
)


def harmless(text: str) -> str:
    """The text without live links, mentions and commands, and without invisible characters.

    A dot, @ or slash that Telegram would turn into one is put in brackets: `example[.]com`. An
    address looks as everywhere else: `hxxps://example[.]com/x`.
    """
    pieces = _SCHEME.split(visible(text))
    return "".join(
        f"hxxp{piece.lower()}://" if place % 2 else _dead(piece, _LIVE)
        for place, piece in enumerate(pieces)
    )


def for_mail(text: str) -> str:
    """The text for a plain-text mail, with its line breaks and without live addresses.

    Addresses become `hxxps://host[.]cn/path`; hosts and mail addresses without a scheme, too.
    """
    pieces = _URL.split(visible(_NEW_LINE.sub("\n", text)))
    return "".join(
        defanged(piece) if place % 2 else _dead(piece, _LIVE_IN_MAIL)
        for place, piece in enumerate(pieces)
    )


def _dead(text: str, live: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    text = _ADDRESS.sub(lambda found: found[0].replace(".", "[.]"), text)
    for pattern, broken in live:
        text = pattern.sub(broken, text)
    return text


def line(text: str, most: int) -> str:
    """A name or title on one line, as from `harmless`, cut to `most` characters."""
    return cut(" ".join(harmless(text).split()), most)


def spoken(text: str, most: int) -> Markup:
    """A text by somebody else as a quote, as from `harmless`, cut to `most` characters."""
    return quote(cut(harmless(text), most))


def own_words(text: str, addresses: Iterable[str], most: int) -> Markup:
    """A text shown to its own author, as a quote cut to `most` characters.

    Its `addresses`, and whatever else begins with a scheme, are unchanged, but in code style, so a
    tap does not open them; the rest is as from `harmless`.
    """
    known = sorted({each for each in addresses if each}, key=len, reverse=True)[:MOST_CODES]
    live = "|".join((*map(re.escape, known), _WITH_SCHEME))
    shown: list[Markup] = []
    at, text = 0, cut(text, most)
    for found in islice(re.finditer(live, text), MOST_CODES):
        before = cut(harmless(text[at : found.start()]), most)
        shown += [escape(before), code(visible(found[0]))]
        at = found.end()
    shown.append(escape(cut(harmless(text[at:]), most)))
    return quote(Markup("").join(shown))


def visible(text: str) -> str:
    """The text without invisible characters: control, direction marks, zero width."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        sign
        for sign in normal("NFC", text.replace("\t", " "))
        if sign in _KEPT or (sign not in _TAKEN_OUT and unicodedata.category(sign)[0] != "C")
    )
