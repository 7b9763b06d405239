"""Parse the website of a unit."""

import ipaddress
import re

from conversation.parsing.unit_fields.hosts import is_plain
from conversation.parsing.unit_fields.signs import IS_INVISIBLE, WIDE
from conversation.parsing.urls import LONGEST_HOST, host_of, normal_form, registered
from domain.core.errors import BadAnswer

_HAS_SCHEME = re.compile(r"(?i)(?:^|[\s,;|、])https?:|(?<![=&?/])https?://")


def parse_website(text: str) -> str:
    """The address of one website; without a scheme it is https.

    Two addresses are refused, and so is a host that no site can have: a browser would make one
    address of both, which nobody has.
    """
    typed = _stripped(text.translate(WIDE))
    has_scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", typed)
    address = typed if has_scheme else f"https://{typed.removeprefix('//')}"
    _, _, rest = address.partition("://")
    authority, *path = re.split(r"[/?#\\]", rest, maxsplit=1)
    found = normal_form(address)
    if found is None or not _is_site(authority) or _HAS_SCHEME.search(" ".join(path)):
        raise BadAnswer("unit-bad-website")
    return found


def _stripped(text: str) -> str:
    """The text without white space and invisible characters at both ends, in linear time."""
    shown = [at for at, one in enumerate(text) if not (one.isspace() or IS_INVISIBLE.match(one))]
    return text[shown[0] : shown[-1] + 1] if shown else ""


def _is_site(authority: str) -> bool:
    """Whether a host, with or without a port, is that of a public site."""
    bare = re.sub(r":[0-9]+$", "", authority).replace("。", ".")
    if len(bare) > LONGEST_HOST or not is_plain(bare):
        return False
    host = host_of(bare)
    return host is not None and (bool(registered(host)) or _is_public_number(host))


def _is_public_number(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return False
