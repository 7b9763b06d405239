"""Remove data that identifies the sender from a message before it is stored.

Telegram adds the author to every forward and the signature to a channel's post, and files are often
named after their author. Otherwise staff could read there who reported.
"""

import re
import unicodedata

from msgspec import Struct
from msgspec.structs import replace

from conversation.form import Given, GivenFile, Origin
from domain.core.normal import normal

_UNSEEN = re.compile(  # invisible characters that count as letters, marks or symbols
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_PHONE = re.compile(
    r"\+\d[\d\s().-]{6,18}\d|(?<!\d)(?:00)?(?:86[\s.-]?)?1[3-9]\d[\s.-]?\d{4}[\s.-]?\d{4}(?!\d)"
)
LEAST_LETTERS = 4  # of a name that is searched within a title: a shorter one occurs in others
LEAST_SIGNS = 2  # the same, for a name in Chinese or another non-Latin script
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


class Sender(Struct, frozen=True, kw_only=True):
    """The sender of a message, as Telegram shows them to others."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Full name, in either order (Chinese puts the family name first), and username, folded."""
        both = (self.first_name, self.last_name)
        found = ("".join(both), "".join(reversed(both)), self.username)
        return frozenset(map(_folded, found)) - {""}


def without_sender(given: Given, sender: Sender) -> Given:
    """The message without the sender's name; `left_out` if a forward or a quote had it.

    Text, files and links stay: they are what is reported.
    """
    origin = _origin(given.origin, sender)
    files = tuple(_file(file, sender) for file in given.files)
    quote = given.quote
    left_out = origin != given.origin
    if quote is not None:
        said_by = _origin(quote.origin, sender)
        left_out = left_out or said_by != quote.origin
        quoted = tuple(_file(file, sender) for file in quote.files)
        quote = replace(quote, origin=said_by, files=quoted)
    return replace(given, origin=origin, quote=quote, left_out=left_out, files=files)


def _origin(origin: Origin | None, sender: Sender) -> Origin | None:
    """None if it is the sender; the location of a post stays, the sender's signature does not."""
    if origin is None:
        return None
    by_number = origin.kind == "user" and origin.id == sender.id
    by_name = origin.kind == "hidden_user" and _folded(origin.title) in sender.names
    if by_number or by_name:
        return None
    return replace(origin, signature="") if _is_own_signature(origin.signature, sender) else origin


def _is_own_signature(signature: str, sender: Sender) -> bool:
    """Whether a signature is the sender's: their name, or a title that contains it."""
    letters = _letters(_folded(signature))
    return _folded(signature) in sender.names or any(
        name in letters
        for name in map(_letters, sender.names)
        if len(name) >= (LEAST_LETTERS if name.isascii() else LEAST_SIGNS)
    )


def _file(file: GivenFile, sender: Sender) -> GivenFile:
    """The file; only its extension as name if that contains the sender's name or a phone number."""
    if not _names(file.name, sender) and not _PHONE.search(normal("NFKC", file.name)):
        return file
    ending = _ENDING.search(file.name)
    return replace(file, name=ending[0] if ending and not _names(ending[0], sender) else "")


def _names(text: str, sender: Sender) -> bool:
    """Whether a text contains one of the sender's names, with any separators."""
    folded = _folded(text)
    letters = _letters(folded)
    return any(
        _letters(name) in letters if _letters(name) else name in folded for name in sender.names
    )


def _folded(text: str) -> str:
    """A name for comparison: normalised, without spaces and invisible characters."""
    one = text.casefold() if text.isascii() else normal("NFKC", normal("NFKC", text).casefold())
    seen = (sign for sign in _UNSEEN.sub("", one) if unicodedata.category(sign)[0] not in "CZ")
    return "".join(seen)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
