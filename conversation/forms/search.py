"""What staff type when they search: a host however it is disguised, and a name for the search."""

from conversation.contexts import SearchContext
from conversation.form import Form, Given, Sheet, Step, words
from conversation.parsing.defang import folded
from conversation.parsing.urls import host_of


def host_typed(word: str) -> str | None:
    """The host that a word names, be it `example.org`, `hxxps://shop[.]example.org/buy` or IDN."""
    address = folded(word).words.partition("://")[2] or folded(word).words
    host = host_of(_authority(address))
    return host if host is not None and "." in host.strip(".") else None


def _authority(address: str) -> str:
    """What stands before the path, without a name or a port; what is before an @ deceives."""
    for sign in "/?#\\":
        address = address.partition(sign)[0]
    name, _, port = address.rpartition("@")[2].partition(":")
    return name if not port or port.isdigit() else ""


MAX_NAME = 40  # characters: it is a button


def _name(given: Given, sheet: Sheet) -> str:
    """A name on one line."""
    return " ".join(words(MAX_NAME)(given, sheet).split())


KEEP = Form(name="keep", context=SearchContext, steps=(Step(name="name", parse=_name),))
"""What a search is to be called that somebody keeps."""
