"""The one form of an address that every way of writing it comes down to."""

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

import can_ada

from domain.links import Link

if TYPE_CHECKING:
    from tldextract import TLDExtract

LONGEST_URL = 4096  # characters in normal form; nothing longer can be typed into one message
LONGEST_HOST = 253  # RFC 1035

TRACKING = frozenset(  # parameters that say how somebody came to a page, not which page it is
    """
    _ga _gl _hsenc _hsmi _openstat bd_vid dclid fb_action_ids fb_action_types fb_ref fb_source
    fbclid from_source gad_source gbraid gclid gclsrc igsh igshid is_from_webapp li_fat_id mc_cid
    mc_eid mkt_tok msclkid scm share_medium share_plat share_session_id share_source share_tag
    share_token spm spm_id_from srsltid ttclid twclid vd_source vero_id wbraid xsec_source yclid
    """.split()  # noqa: SIM905 - a list would take forty lines
)
TRACKING_PREFIXES = ("utm_", "mtm_", "hsa_", "pk_")
TELEGRAM_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
TELEGRAM_SYSTEM = frozenset(  # first path segments that are not a name
    """
    addemoji addlist addstickers addtheme bg boost c confirmphone contact giftcode invoice iv
    joinchat login m nft proxy setlanguage share socks
    """.split()  # noqa: SIM905
)

_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_PLAIN = {f"%{ord(character):02X}": character for character in _UNRESERVED}
# Escapes that are written otherwise in normal form, and no others: most texts hold none.
_NEEDLESS = "[46][1-9A-Fa-f]|[57][0-9Aa]|3[0-9]|2[DdEe]|5[Ff]|7[Ee]"
_UNTIDY = re.compile(rf"%(?:{_NEEDLESS}|[0-9A-Fa-f][a-f]|[a-f][0-9A-F])")
_NESTED = re.compile(rf"%(?:{_NEEDLESS})")
_MOST_PASSES = 3  # the first writes the normal form, the second finds nothing left to do
_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,31}\Z")


def link(raw: str, url: str) -> Link | None:
    """The link that an absolute http or https URL is; None where it is no such URL."""
    normalised = normal_form(url)
    if normalised is None:
        return None
    parsed = can_ada.parse(normalised)
    host: str = parsed.hostname
    return Link(
        raw=raw,
        normalised=normalised,
        host=host,
        site=registered(host) or host,
        disguised=bool(parsed.has_credentials()),
    )


def normal_form(url: str) -> str | None:
    """WHATWG's form without default port, fragment, trailing dot of the host, or tracking.

    The part before an @ stays: it is how the address deceives. None for anything but http and
    https, and for what a browser would not open either.
    """
    if len(url) > LONGEST_URL:
        return None
    for _ in range(_MOST_PASSES):
        again = _once(url)
        if again is None or again == url:
            return again
        url = again
    return None


def host_of(host: str) -> str | None:
    """A host as written, in lower case and punycode; None for what is no host."""
    if not host or re.search(r"[\s/?#@\\:\[\]]", host):
        return None
    parsed = _parsed(f"https://{host}")
    return None if parsed is None else str(parsed.hostname)


def registered(host: str) -> str:
    """The registrable domain of a host in punycode; empty for an IP address or a lone suffix."""
    return _suffixes().extract_str(host).top_domain_under_public_suffix


def in_public_suffix(host: str) -> bool:
    """Whether a host, as written, lies under a suffix that the public list knows."""
    known = host_of(host)
    return known is not None and bool(registered(known))


@cache
def top_level() -> frozenset[str]:
    """The last labels of all suffixes on the public list, those of other scripts as written."""
    return frozenset(suffix.rpartition(".")[2] for suffix in _suffixes().tlds)


@cache
def _suffixes() -> "TLDExtract":
    """The list that comes with the package; it is never fetched."""
    # It imports what it would fetch it with: a fifth of a second, which no start should wait for.
    from tldextract import TLDExtract  # noqa: PLC0415

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def _once(url: str) -> str | None:
    parsed = _parsed(url)
    if parsed is None:
        return None
    parsed.hash = ""
    parsed.search = _tidied(_query(parsed.search))
    parsed.pathname = _tidied(parsed.pathname)
    telegram = _telegram(parsed.hostname, parsed.pathname)
    href: str = parsed.href if telegram is None else telegram
    return href if len(href) <= LONGEST_URL else None


def _parsed(url: str) -> can_ada.URL | None:
    try:
        parsed = can_ada.parse(url)
    except (ValueError, TypeError):  # TypeError: half a surrogate pair
        return None
    if parsed.protocol not in {"http:", "https:"}:
        return None
    if parsed.hostname.endswith("."):
        bare = parsed.hostname.rstrip(".")
        parsed.hostname = bare  # refused in silence where nothing, or no host, is left
        if parsed.hostname != bare:
            return None
    if len(parsed.hostname) > LONGEST_HOST or not _HOST.fullmatch(parsed.hostname):
        return None  # WHATWG's hosts may hold a comma or a quotation mark; no site is called so
    if parsed.hostname.startswith(".") or ".." in parsed.hostname:
        return None
    return parsed


def _query(search: str) -> str:
    kept = [pair for pair in search.removeprefix("?").split("&") if pair and not _tracks(pair)]
    return "&".join(kept)


def _tracks(pair: str) -> bool:
    name = pair.partition("=")[0]
    if "%" in name or "+" in name:
        name = unquote_plus(name)
    name = name.casefold()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _tidied(text: str) -> str:
    """Escapes in capitals, and none where none is needed: `%7euser` is `~user`."""
    tidy = _UNTIDY.sub(lambda found: _written(found[0]), text)
    return _unnested(tidy) if _NESTED.search(tidy) else tidy


def _unnested(text: str) -> str:
    """The same where an undone escape makes another one: `%%34%31` is `%41` is `A`."""
    done: list[str] = []
    for character in text:
        done.append(character)
        while done[-3:-2] == ["%"]:
            plain = _PLAIN.get("".join(done[-3:]).upper())
            if plain is None:
                break
            done[-3:] = plain
    return _UNTIDY.sub(lambda found: _written(found[0]), "".join(done))


def _written(escape: str) -> str:
    return _PLAIN.get(escape.upper(), escape.upper())


def _telegram(host: str, path: str) -> str | None:
    """`https://t.me/name/123` for every way of pointing at a public chat or post."""
    host = host.removeprefix("www.")
    name, _, home = host.partition(".")
    if home in TELEGRAM_HOSTS and _NAME.match(name):
        host, path = home, f"/{name}{path}"
    if host not in TELEGRAM_HOSTS:
        return None
    first, *rest = [segment for segment in path.split("/") if segment] or [""]
    if first == "s" and rest:  # the preview in a browser
        first, *rest = rest
    if first == "joinchat" and rest:
        first, rest = "+" + rest[0], []
    if first.startswith("+") and len(first) > 1:
        return f"https://t.me/{first}"
    if not _NAME.match(first) or first.casefold() in TELEGRAM_SYSTEM:
        return None
    post = [segment for segment in rest[:2] if segment.isascii() and segment.isdigit()]
    return "/".join(["https://t.me", first.casefold(), *post])
