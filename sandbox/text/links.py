"""Which addresses Telegram accepts for links and buttons, and how it normalises them."""

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):")
_HOST_AND_PORT = re.compile(r"^[^/:?#]+:\d")
_TAKEN = {"http", "https", "tg", "ton", "tonsite"}


def why_not(address: str) -> str | None:
    """Telegram's error message for an address; None if it accepts it."""
    scheme = _SCHEME.match(address)
    if scheme and not _HOST_AND_PORT.match(address):
        if scheme[1].lower() not in _TAKEN:
            return "Unsupported URL protocol"
    else:
        address = f"http://{address}"
    if scheme and scheme[1].lower() in {"tg", "ton"}:
        return None
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return "Wrong HTTP URL"
    if not host:
        return "URL host is empty"
    return None if "." in host.strip(".") and not re.search(r"\s", host) else "Wrong HTTP URL"


def checked(address: str) -> str | None:
    """The address as stored by Telegram: with a scheme, and a slash after a bare host."""
    address = address.strip()
    if why_not(address):
        return None
    if not _SCHEME.match(address) or _HOST_AND_PORT.match(address):
        address = f"http://{address}"
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"} and not (parts.path or parts.query or parts.fragment):
        address += "/"
    return address
