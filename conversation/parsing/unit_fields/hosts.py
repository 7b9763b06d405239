"""Parse the hosts of a unit."""

import re
import unicodedata
from collections.abc import Iterable

from conversation.parsing.defang import INVISIBLE, folded
from conversation.parsing.link_bounds import IS_CJK
from conversation.parsing.unit_fields.signs import WIDE
from conversation.parsing.urls import LONGEST_HOST, host_of, is_first_page, registered
from domain.core.errors import BadAnswer
from domain.core.normal import normal

MOST_HOSTS = 20
MOST_WITHIN = 20  # pieces of one host that are looked up: a host has no more full stops
LONGEST_SHOWN = 80  # characters of a refused host

BETWEEN_HOSTS = re.compile(r"[\s,;|、，；｜]+")
_WITHIN = re.compile(f"[。{INVISIBLE}]+")  # may be part of a host, or all that separates two hosts
_LIST_NUMBER = re.compile("(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.]")
_LATER_WWW = re.compile("[.][^.]*www[.]")
_MARKS = re.compile(r"(?i)^(?:[a-z]+:)?//")


def parse_hosts(text: str, most: int | None = MOST_HOSTS) -> tuple[str, ...]:
    """Hosts in lower case and punycode, each once; the address of a first page counts as its host.

    Used by the chat and the import of the directory. BadAnswer names what is no host; and a page:
    for `weibo.com/name` a unit would get all reports about Weibo.
    """
    typed = folded(text.translate(WIDE)).words
    parts = tuple(dict.fromkeys(filter(None, BETWEEN_HOSTS.split(typed))))
    if most is not None and len(parts) > 2 * most:  # checked before any lookup
        raise BadAnswer("unit-many-hosts", most=most)
    _refuse_two_in_one(dict.fromkeys(BETWEEN_HOSTS.split(text.translate(WIDE))))
    hosts = tuple(dict.fromkeys(map(_host, parts)))
    if not hosts:
        raise BadAnswer("unit-bad-host", host="")
    if most is not None and len(hosts) > most:
        raise BadAnswer("unit-many-hosts", most=most)
    return hosts


def _refuse_two_in_one(parts: Iterable[str]) -> None:
    """Raise BadAnswer if two hosts are separated only by a full stop or invisible characters."""
    for part in parts:
        if not _WITHIN.search(part):
            continue
        hosts = filter(is_host, _WITHIN.split(part)[:MOST_WITHIN])
        if next(hosts, None) and next(hosts, None):
            raise BadAnswer("unit-bad-host", host=_WITHIN.sub("。", part)[:LONGEST_SHOWN])


def _host(typed: str) -> str:
    address = _MARKS.sub("", typed)
    authority, *path = re.split(r"[/?#\\]+", address, maxsplit=2)
    before, _, place = authority.rpartition("@")
    bare, _, port = place.partition(":")
    bare = bare.replace("。", ".")
    host = host_of(bare) if len(bare) <= LONGEST_HOST and is_plain(bare) else None
    another = any(map(_is_second_host, (before, port, *path[:1])))
    # Taken for its host, somebody's mail address would give a unit all reports of a mail provider.
    mail = before and not port and not path and address == typed
    if host is None or not registered(host) or another or mail:
        raise BadAnswer("unit-bad-host", host=typed[:LONGEST_SHOWN])
    _refuse_joined(bare.lower(), host, has_scheme="://" in typed)
    # A site without its www is the same site; www.com.cn is kept, as com.cn is a public suffix.
    site = host.removeprefix("www.") if registered(host) != host else host
    if not is_first_page(address.removeprefix(authority)):
        raise BadAnswer("unit-host-page", host=typed[:LONGEST_SHOWN], site=bare.lower())
    return site


def _refuse_joined(bare: str, host: str, *, has_scheme: bool) -> None:
    """Raise BadAnswer if a host begins with the number of a list, or may be two hosts.

    A scheme says that the host is meant so: `m.cn-healthcare.com` is real. None has `www` within.
    """
    if has_list_number(bare, host) and not has_scheme:
        rest = bare.partition(".")[2]
        raise BadAnswer("unit-host-number", host=bare[:LONGEST_SHOWN], rest=rest[:LONGEST_SHOWN])
    if has_www_within(host):
        raise BadAnswer("unit-host-www", host=bare[:LONGEST_SHOWN])
    if has_two(host) and not has_scheme:
        raise BadAnswer("unit-host-two", host=bare[:LONGEST_SHOWN])


def has_list_number(bare: str, host: str) -> bool:
    """Whether a host, as typed and in punycode, begins with what may be the number of a list."""
    return registered(host) not in {"", host} and _LIST_NUMBER.match(bare) is not None


def has_www_within(host: str) -> bool:
    """Whether a label below a registered domain, but the first one, ends in `www`."""
    return _LATER_WWW.search(host.removesuffix(registered(host))) is not None


def has_two(host: str) -> bool:
    """Whether a hyphen in a host, in punycode, has a host on both sides."""
    site = host.removeprefix("www.")
    return any(
        registered(site[: hyphen.start()]) and registered(site[hyphen.end() :])
        for hyphen in re.finditer("-", site)
    )


def written_host(host: str) -> str:
    """A unit's host as `parse_hosts` reads it again: with a scheme where it would doubt it."""
    return f"https://{host}" if has_list_number(host, host) or has_two(host) else host


def is_plain(host: str) -> bool:
    """Whether each label has letters of one script, so that it cannot turn into another host.

    IDNA accepts nearly everything: `rednet.cn和hunannews.cn`, an emoji, a Cyrillic letter among
    Latin ones. A person who means such a host can type its punycode.
    """
    for label in host.split("."):
        kinds = {_kind(character) for character in label} - {"digit"}
        if len(kinds) > 1 or "" in kinds or normal("NFKC", label) != label:
            return False
    return True


def _kind(character: str) -> str:
    """A letter's script, roughly: the first word of its Unicode name; empty if no host has it."""
    if character in "-0123456789":
        return "digit"
    if IS_CJK.match(character):
        return "cjk"  # kana and Chinese characters occur in one word
    if character.isascii():
        return "latin" if character.isalpha() else ""
    if unicodedata.category(character)[0] not in "LM":
        return ""
    return unicodedata.name(character, "").partition(" ")[0].lower()


def _is_second_host(beside: str) -> bool:
    """Whether the text beside a host is a second host, and not its port or path."""
    return is_host(beside) or beside.lower() in {"http:", "https:"}


def is_host(typed: str) -> bool:
    """Whether a text is a host under a public suffix."""
    if "." not in typed or len(typed) > LONGEST_HOST:
        return False
    known = host_of(typed)
    return known is not None and bool(registered(known))
