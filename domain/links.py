"""Links as values: as written, normalised (equal for equal pages), and the host."""

import re

from msgspec import Struct


class Link(Struct, frozen=True, kw_only=True):
    """An address found in a text; it is never fetched.

    `raw` as written; `normalised` an http or https URL, the same for every way of writing it;
    `host` in punycode or an IP address, without port; `site` its registered domain.
    `disguised`: text before an @ makes it look like another address.
    """

    raw: str
    normalised: str
    host: str
    site: str
    disguised: bool = False


_PARTS = re.compile(r"(?is)^http(s?)://([^/?#]*)(.*)$")
_HOSTLIKE_DOT = re.compile(
    r"\.(?=\w)(?!(?:html?|shtml|php|aspx?|jspx?|jpe?g|png|gif|webp|mp[34]|pdf|js|css|xml|txt)\b)"
)


def defanged(url: str) -> str:
    """The address in a form that no chat turns into a link: hxxps://host[.]cn/path.

    Dots in path and query that could make another host are defanged as well.
    """
    parts = _PARTS.match(url)
    if parts is None:
        return _broken(url)
    secure, authority, rest = parts.groups()
    host = authority.replace(".", "[.]").replace("@", "[@]")
    return f"hxxp{secure.lower()}://{host}{_broken(rest)}"


def _broken(text: str) -> str:
    return _HOSTLIKE_DOT.sub("[.]", text).replace("://", "[://]").replace("@", "[@]")
