"""Normal form of an address: one spelling for all that mean the same."""

import re
from functools import cache
from importlib.resources import files
from urllib.parse import unquote_plus

import can_ada
from publicsuffixlist import PublicSuffixList

from conversation.parsing import telegram_links, telegram_places
from conversation.parsing.shared_rules import shared
from domain.link_identity import LinkIdentity, SiteRule
from domain.links import Link

LONGEST_URL = 4096  # characters in normal form; one message cannot hold more
LONGEST_HOST = 253  # RFC 1035

_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_PLAIN = {f"%{ord(character):02X}": character for character in _UNRESERVED}
# Percent-escapes that the normal form writes differently; most texts have none.
_NEEDLESS = "[46][1-9A-Fa-f]|[57][0-9Aa]|3[0-9]|2[DdEe]|5[Ff]|7[Ee]"
_UNTIDY = re.compile(rf"%(?:{_NEEDLESS}|[0-9A-Fa-f][a-f]|[a-f][0-9A-F])")
_NESTED = re.compile(rf"%(?:{_NEEDLESS})")
_MOST_PASSES = 3  # the first writes the normal form, the second finds nothing left to do
# `#/` and `#!` alone are the site's first page; `#pages/shop` is a page, `#shop` a place in one.
_ROUTE = re.compile(r"#(?:(?:/|!/?)[^/!?#]|[\w-]{1,60}[/?][\w-])")
_SESSION = re.compile(r"(?i);jsessionid=[^/;]*")  # of one visitor
_FIRST_PAGE = re.compile(
    r"(?i)https://example\.org/(?:(?:index|default|home|main)(?:\.[a-z]{2,5})?/?)?"
)
_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")


def link(raw: str, url: str, identity: LinkIdentity | None = None) -> Link | None:
    """The link of an absolute http or https URL; None for anything else."""
    normalised = normal_form(url, identity)
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


def normal_form(url: str, identity: LinkIdentity | None = None) -> str | None:
    """WHATWG's form without default port, anchor, trailing dot of the host, or tracking.

    The part before an @ stays: it is how the address deceives. A fragment that is a route (`#/…`,
    `#!…`, `#a/b`) stays, too: behind it stand the pages of a site. `identity` says which parameters
    are tracking; without it the shared rules do. None for anything but http, https and addresses of
    Telegram's own scheme, and for what a browser would not open either.
    """
    if url[:3].casefold() == "tg:":
        url = telegram_links.web_form(url) or ""
    if len(url) > LONGEST_URL:
        return None
    identity = identity or shared()
    for _ in range(_MOST_PASSES):
        again = _once(url, identity)
        if again is None or again == url:
            return again
        url = again
    return None


def is_first_page(rest: str) -> bool:
    """Whether what follows a host in an address is its first page, and not another one."""
    if not rest.strip("/\\"):
        return True
    found = normal_form(f"https://example.org/{rest.lstrip('/')}")
    return found is not None and _FIRST_PAGE.fullmatch(found) is not None


def host_of(host: str) -> str | None:
    """A host in lower case and punycode; None if it is no host."""
    if not host or re.search(r"[\s/?#@\\:\[\]]", host):
        return None
    parsed = _parsed(f"https://{host}")
    return None if parsed is None else str(parsed.hostname)


def registered(host: str) -> str:
    """The registrable domain of a host in punycode; empty for an IP address or a bare suffix."""
    return _suffixes().privatesuffix(host) or ""


def in_public_suffix(host: str) -> bool:
    """Whether a host, as written, is under a suffix of the public suffix list."""
    known = host_of(host)
    return known is not None and bool(registered(known))


@cache
def top_level() -> frozenset[str]:
    """The last labels of all public suffixes; those of other scripts as written."""
    file = files("publicsuffixlist").joinpath("public_suffix_list.dat")
    with file.open(encoding="utf-8") as lines:
        rules = [line.split()[0] for line in lines if line.strip() and not line.startswith("//")]
    return frozenset(rule.rpartition(".")[2] for rule in rules)


@cache
def _suffixes() -> PublicSuffixList:
    """The list that comes with the package, never downloaded; read in 0.1 s."""
    return PublicSuffixList(accept_unknown=False)


def _once(url: str, identity: LinkIdentity) -> str | None:
    parsed = _parsed(url)
    if parsed is None:
        return None
    host, path = parsed.hostname, parsed.pathname
    if host.endswith(telegram_places.ENDS):
        telegram = telegram_places.place(host, path, parsed.search, parsed.hash)
        if telegram is not None:
            return telegram
    parsed.pathname = _normal_escapes(path)
    if parsed.search or parsed.hash or f".{host}".endswith(identity.ends):
        _keep_identity(parsed, identity)
    else:
        parsed.search = parsed.hash = ""  # removes a lone ? or #
    href: str = parsed.href
    return href if len(href) <= LONGEST_URL else None


def _keep_identity(parsed: can_ada.URL, identity: LinkIdentity) -> None:
    """Keep only the parts of an address that identify the page."""
    path = _SESSION.sub("", parsed.pathname)
    host, path = identity.page(parsed.hostname, path)
    rules = identity.rules(host, path)
    if any(rule.keep is not None for rule in rules):
        path = path.rstrip("/") or "/"
    if host != parsed.hostname:
        parsed.hostname = host
    parsed.pathname = path
    parsed.search = _normal_escapes(_query(parsed.search.removeprefix("?"), identity, rules))
    parsed.hash = _route(parsed.hash, identity)


def _route(fragment: str, identity: LinkIdentity) -> str:
    """The fragment without tracking if it is a route; empty for an anchor."""
    if not _ROUTE.match(fragment):
        return ""
    route, _, search = fragment.partition("?")
    kept = _query(search, identity, ())
    return _normal_escapes(f"{route}?{kept}" if kept else route)


def _parsed(url: str) -> can_ada.URL | None:
    try:
        parsed = can_ada.parse(url)
    except (ValueError, TypeError):  # TypeError: a lone surrogate
        return None
    if parsed.protocol not in {"http:", "https:"}:
        return None
    if parsed.hostname.endswith("."):
        bare = parsed.hostname.rstrip(".")
        parsed.hostname = bare  # silently ignored if nothing, or no host, is left
        if parsed.hostname != bare:
            return None
    if len(parsed.hostname) > LONGEST_HOST or not _HOST.fullmatch(parsed.hostname):
        return None  # WHATWG allows commas and quotation marks in hosts; no site has them
    if ".." in f".{parsed.hostname}":
        return None
    return parsed


def _query(search: str, identity: LinkIdentity, rules: tuple[SiteRule, ...]) -> str:
    kept = [pair for pair in search.split("&") if pair and not _tracks(pair, identity, rules)]
    return "&".join(kept)


def _tracks(pair: str, identity: LinkIdentity, rules: tuple[SiteRule, ...]) -> bool:
    name = pair.partition("=")[0]
    if "%" in name or "+" in name:
        name = unquote_plus(name)
    return identity.is_only_tracking(name, rules)


def _normal_escapes(text: str) -> str:
    """Percent-escapes in upper case, and none that are not needed: `%7euser` is `~user`."""
    tidy = _UNTIDY.sub(lambda found: _written(found[0]), text)
    return _normal_nested(tidy) if _NESTED.search(tidy) else tidy


def _normal_nested(text: str) -> str:
    """The same for nested escapes: `%%34%31` is `%41` is `A`."""
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
