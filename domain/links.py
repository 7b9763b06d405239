"""Links as values: what was written, the form that two reports of one page share, and its host."""

import re

from msgspec import Struct


class Link(Struct, frozen=True, kw_only=True):
    """One address found in what somebody wrote; it is never opened.

    `raw` as written; `normalised` an http or https URL, the same for every way of writing it;
    `host` in punycode or an IP address, without port; `site` the part of it that is registered.
    `disguised`: something before an @ makes the address look like another one's.
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
    """The address in a form that no chat turns into a live link: hxxps://host[.]cn/path.

    Dots that could start a host of their own inside the path or the query are broken up as well.
    """
    parts = _PARTS.match(url)
    if parts is None:
        return _broken(url)
    secure, authority, rest = parts.groups()
    host = authority.replace(".", "[.]").replace("@", "[@]")
    return f"hxxp{secure.lower()}://{host}{_broken(rest)}"


def _broken(text: str) -> str:
    return _HOSTLIKE_DOT.sub("[.]", text).replace("://", "[://]").replace("@", "[@]")
