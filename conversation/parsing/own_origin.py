"""What a message tells of the very person who sends it: left out before anything is kept.

Telegram writes the author on every forward of a message and the signature on a channel's post, and
files are often named after whoever made them. Staff would read there who reported.
"""

import re
import unicodedata

from msgspec import Struct
from msgspec.structs import replace

from conversation.form import Given, GivenFile, Origin

_UNSEEN = re.compile(  # what no font draws, though it counts as a letter, a mark or a symbol
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_PHONE = re.compile(
    r"\+\d[\d\s().-]{6,18}\d|(?<!\d)(?:00)?(?:86[\s.-]?)?1[3-9]\d[\s.-]?\d{4}[\s.-]?\d{4}(?!\d)"
)
LEAST_LETTERS = 4  # of a name that is looked for within a title: a shorter one stands in others
LEAST_SIGNS = 2  # the same, of a name in Chinese or another script than ours
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


class Sender(Struct, frozen=True, kw_only=True):
    """Whoever sends a message, as Telegram names them to others."""

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
    """The same without what names its sender; `left_out` where a forward or a quote named them.

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
    """None where it is the sender; where a post stands stays, the sender's signature does not."""
    if origin is None:
        return None
    by_number = origin.kind == "user" and origin.id == sender.id
    by_name = origin.kind == "hidden_user" and _folded(origin.title) in sender.names
    if by_number or by_name:
        return None
    return replace(origin, signature="") if _signed(origin.signature, sender) else origin


def _signed(signature: str, sender: Sender) -> bool:
    """Whether it is the sender's: their name, or a title they go by that has their name in it."""
    letters = _letters(_folded(signature))
    return _folded(signature) in sender.names or any(
        name in letters
        for name in map(_letters, sender.names)
        if len(name) >= (LEAST_LETTERS if name.isascii() else LEAST_SIGNS)
    )


def _file(file: GivenFile, sender: Sender) -> GivenFile:
    """Where its name has the sender's name or username in it, or a phone number: its ending."""
    if not _names(file.name, sender) and not _PHONE.search(
        unicodedata.normalize("NFKC", file.name)
    ):
        return file
    ending = _ENDING.search(file.name)
    return replace(file, name=ending[0] if ending and not _names(ending[0], sender) else "")


def _names(text: str, sender: Sender) -> bool:
    """Whether one of the sender's names stands in a text, whatever joins its parts there."""
    folded = _folded(text)
    letters = _letters(folded)
    return any(
        _letters(name) in letters if _letters(name) else name in folded for name in sender.names
    )


def _folded(text: str) -> str:
    """A name as it is compared: in one spelling, without spaces and without signs nobody sees."""
    one = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    seen = (sign for sign in _UNSEEN.sub("", one) if unicodedata.category(sign)[0] not in "CZ")
    return "".join(seen)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
