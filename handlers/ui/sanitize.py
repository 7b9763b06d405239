"""Other people's words made safe to show: nothing in them is live, nothing is invisible."""

import re
import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

from domain.links import defanged
from handlers.ui.markup import code, cut, quote

MOST_CODES = 30  # of one text: a message has at most 100 formatted parts
_KEPT = frozenset("\n\u200d")  # a joiner holds an emoji together
# Telegram takes these out of a text before it looks for links, so they must not hide one from us.
_TAKEN_OUT = frozenset("\u0333\u033f\u030a\u2028\u2029")
_ADDRESS = re.compile(r"(?<!\d)\d++(?:\.\d++){3}")
_ADDRESSES = (
    (re.compile("://"), "[://]"),
    (re.compile(r"(?<=[\w-])\.(?=[^\W\d_])"), "[.]"),  # before what could be the end of a host
    (re.compile(r"@(?=\w)"), "[@]"),
)
_LIVE = (
    *_ADDRESSES,
    (re.compile(r"(?<!\w)/(?=[A-Za-z0-9_])"), "[/]"),  # a tap on a command would send it
)
_URL = re.compile(r"(?i)(https?://\S+)")
_NEW_LINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LIVE_IN_MAIL = (
    *_ADDRESSES,
    (re.compile(r"(?<=[^\W\d_])\.(?=\d)"), "[.]"),  # www.163: a mail program links that, too
)


def harmless(text: str) -> str:
    """The same words without a live link, mention or command, and without invisible signs.

    Where a chat would make something of a dot, an @ or a slash, it stands in brackets.
    """
    return _dead(visible(text), _LIVE)


def for_mail(text: str) -> str:
    """Somebody's words as plain text for a mail, with their lines: no address in them is live.

    `hxxps://host[.]cn/path`, as everywhere; a host or a mail address without a scheme, too.
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
    """A name or a title: one line, harmless, not longer than it may be."""
    return cut(" ".join(harmless(text).split()), most)


def spoken(text: str, most: int) -> Markup:
    """Somebody's words, whoever it is, set apart as a quote; not longer than they may be."""
    return quote(cut(harmless(text), most))


def own_words(text: str, addresses: Iterable[str], most: int) -> Markup:
    """Somebody's words as they read them themselves, set apart as a quote.

    Their addresses stand as they were written, as code, which no tap opens; the rest is harmless.
    """
    known = sorted({each for each in addresses if each}, key=len, reverse=True)[:MOST_CODES]
    pieces = re.split(f"({'|'.join(map(re.escape, known))})", cut(text, most)) if known else [text]
    shown = (
        code(visible(piece)) if place % 2 else escape(cut(harmless(piece), most))
        for place, piece in enumerate(pieces)
    )
    return quote(Markup("").join(shown))


def visible(text: str) -> str:
    """The text without signs that nobody sees: controls, marks of direction, zero widths."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        sign
        for sign in unicodedata.normalize("NFC", text.replace("\t", " "))
        if sign in _KEPT or (sign not in _TAKEN_OUT and unicodedata.category(sign)[0] != "C")
    )
