"""What staff type when they look for a host, whole addresses and disguised ones included."""

from conversation.folding import folded
from conversation.urls import host_of


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
