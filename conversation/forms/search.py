"""Input of a search: a host in any disguise, and the name of a saved search."""

from conversation.contexts import SearchContext
from conversation.form import Form, Given, Sheet, Step, words
from conversation.parsing.defang import folded
from conversation.parsing.urls import host_of


def host_typed(word: str) -> str | None:
    """The host in a word such as `example.org` or `hxxps://shop[.]example.org/buy`; IDN as well."""
    address = folded(word).words.partition("://")[2] or folded(word).words
    host = host_of(_host_part(address))
    return host if host is not None and "." in host.strip(".") else None


def _host_part(address: str) -> str:
    """The host part of an address, without user and port; the part before an @ could mislead."""
    for sign in "/?#\\":
        address = address.partition(sign)[0]
    name, _, port = address.rpartition("@")[2].partition(":")
    return name if not port or port.isdigit() else ""


MAX_NAME = 40  # characters: it is the label of a button


def _name(given: Given, sheet: Sheet) -> str:
    """A name on one line."""
    return " ".join(words(MAX_NAME)(given, sheet).split())


KEEP = Form(name="keep", context=SearchContext, steps=(Step(name="name", parse=_name),))
"""The form that asks for the name of a saved search."""
