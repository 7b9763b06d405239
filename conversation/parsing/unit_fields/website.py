"""Parse the website of a unit."""

import ipaddress
import re

from conversation.parsing.unit_fields.hosts import (
    has_list_number,
    has_two,
    has_www_within,
    is_host,
    is_plain,
)
from conversation.parsing.unit_fields.signs import IS_INVISIBLE, WIDE, hidden
from conversation.parsing.urls import LONGEST_HOST, host_of, normal_form, registered
from domain.core.errors import BadAnswer

_HAS_SCHEME = re.compile(r"(?i)(?:^|[\s,;|、])https?:|(?<![=&?/])https?://")
# Of Chinese sentences, so more is typed than the address; it may have `：／？．` in wide form.
_PUNCTUATION = re.compile("[、，；！（）【】《》〈〉「」『』“”‘’…—]")
_PAGE = re.compile(r"(?i)[^.]+[.](?:do|pl|py|sh|md|zip)")  # a file, though it ends like a host


def parse_website(text: str) -> str:
    """The address of one website; without a scheme it is https.

    Whatever else is typed is refused, as a browser would make one address of all of it, which
    nobody has: a second address, white space, Chinese punctuation but a final full stop, a
    character that cannot be seen (with its place), a host that no site can have.
    """
    shown = _shown(text)
    if any(map(str.isspace, shown)) or _PUNCTUATION.search(shown):
        raise BadAnswer("unit-bad-website")
    typed = shown.translate(WIDE)
    has_scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", typed) is not None
    address = typed if has_scheme else f"https://{typed.removeprefix('//')}"
    _, _, rest = address.partition("://")
    authority, *path = re.split(r"[/?#\\]", rest, maxsplit=1)
    found = normal_form(address)
    if found is None or not _is_site(authority, has_scheme=has_scheme):
        raise BadAnswer("unit-bad-website")
    after = "".join(path)
    if "。" in after or _HAS_SCHEME.search(after) or _has_host(rest.removeprefix(authority)):
        raise BadAnswer("unit-bad-website")
    return found


def _shown(text: str) -> str:
    """The text without white space, invisible characters and `。` at its ends, in linear time.

    BadAnswer names the first invisible character within.
    """
    seen = [at for at, one in enumerate(text) if not (one.isspace() or IS_INVISIBLE.match(one))]
    while seen and text[seen[-1]] == "。":
        seen.pop()
    if not seen:
        return ""
    shown = text[seen[0] : seen[-1] + 1]
    for place, one in enumerate(shown, seen[0] + 1):
        if IS_INVISIBLE.match(one) or not (one.isprintable() or one.isspace()):
            raise hidden(place, one)
    return shown


def _has_host(after: str) -> bool:
    """Whether a second host stands where the path begins, or behind a comma and the like in it."""
    path = re.split("[?#]", after, maxsplit=1)[0]
    starts = (
        re.split(r"[/\\]", part.lstrip("/\\"), maxsplit=1)[0] for part in re.split("[,;|]", path)
    )
    return any(is_host(start) and not _PAGE.fullmatch(start) for start in starts)


def _is_site(authority: str, *, has_scheme: bool) -> bool:
    """Whether a host, with or without a port, is that of a public site."""
    bare = re.sub(r":[0-9]+$", "", authority).replace("。", ".")
    if len(bare) > LONGEST_HOST or not is_plain(bare):
        return False
    host = host_of(bare)
    if host is None or has_www_within(host):
        return False
    if not has_scheme and (has_list_number(bare, host) or has_two(host)):
        return False
    return bool(registered(host)) or _is_public_number(host)


def _is_public_number(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return False
