"""Find where a link begins and ends in text that is written around it without spaces."""

import re
import unicodedata
from typing import Protocol

from conversation.parsing.not_links import is_a_sentence, is_no_host
from conversation.parsing.urls import top_level
from conversation.parsing.written_apart import SUFFIXES
from domain.core.normal import normal

CJK = (  # and kana, bopomofo and hangul: scripts that are written without spaces
    "\u3005\u3007\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# Arrows, enclosed signs, boxes, stars, dingbats and emoji: not typed in addresses.
PICTURES = (
    "\u00a9\u00ae\u2022\u203b\u203c\u2049\u20e3\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff\U000e0020-\U000e007f"
)
HOST = r"[\w-]{1,63}+(?:(?:\.|(?<=[A-Za-z0-9])。(?=[A-Za-z]))[\w-]{1,63}+){1,126}"

_ASCII_HOST = re.compile(rf"(?:(?<![\w.。-])|(?<=[{CJK}]))[A-Za-z0-9_-]+(?:[.。][A-Za-z0-9_-]+)+")
_ASCII_LABEL = re.compile(rf"([A-Za-z0-9-]*[A-Za-z0-9])[{CJK}]")
IS_CJK = re.compile(f"[{CJK}]")
_NEW_SENTENCE = re.compile(f"[A-Z{CJK}]")  # that begins without a space
_GLUED = re.compile(rf"(?<=[A-Za-z0-9,;!|)\]}}'*~])[(\[{{]?[{CJK}]")
_PATH_GOES_ON = re.compile(r".*[/?=&#.%_-]", re.DOTALL)
_KNOWN_HOST = rf"(?:www\.[a-z0-9-]|(?:[a-z0-9-]+\.)+(?:{SUFFIXES})(?:[/:?\#,;|{CJK}]|\Z))"
_NEXT_URL = re.compile(r"(?i)(?<![/\\=?#&])https?:[/\\]{2}")  # an address inside an address stays
_NEXT_HOST = re.compile(
    rf"(?i)(?<=[,;|{CJK}])(?={_KNOWN_HOST})|(?<=[,;|])@[a-z][a-z0-9_]{{3,31}}(?![a-z0-9_])"
)
_TWICE = re.compile(r"(?i)https?:[/\\]+(?=https?:(?!\d))")
_SCHEME = re.compile(r"(?i)https?:[/\\]+")
_PATH = re.compile(r"[/\\?#]")
_PLAIN_HOST = re.compile(r"[A-Za-z0-9._-]+\Z")
_NO_HOST = re.compile(r"[!-$&-,/:-@\[-^`{-~]")  # ASCII punctuation except - . _ and %
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}\Z", re.ASCII)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_OPENED = {opened: closed for closed, opened in _PAIRS.items()}
_GOES_ON = frozenset("/:?#")
_MOST_STOPS = 8  # full stops (。) that may be dots of one host


class KnowsHosts(Protocol):
    """Questions about hosts (`conversation.parsing.lookups.Lookups` limits their number)."""

    def in_public_suffix(self, host: str) -> bool:
        """Whether a host, as written, is under a suffix of the public suffix list."""
        ...


def until_next(taken: str) -> str:
    """The text before the next address; one without a scheme ends only a path."""
    scheme = _SCHEME.match(taken)
    begin = 1 if scheme is None else scheme.end()
    following = _NEXT_URL.search(taken, begin)
    taken = taken if following is None else taken[: following.start()]
    path = _PATH.search(taken, begin)
    following = None if path is None else _NEXT_HOST.search(taken, path.end())
    return taken if following is None else taken[: following.start()]


def bare(taken: str, lookups: KnowsHosts) -> tuple[int, str]:
    """For a candidate without a scheme: how much to skip, and its address, empty if none."""
    written = re.match(HOST, taken)
    whole = taken if written is None else written.group()
    refused = False
    for part in _ASCII_HOST.finditer(whole):
        end = host_end(part.group(), lookups)
        if end:
            start, end = part.start(), part.start() + end
            if _is_alone(taken, end) and is_no_host(taken[start:end]):
                refused = True
                continue
            return start, _link_from(taken, start, end, len(whole))
    end = 0 if refused else host_end(whole, lookups)
    if not end or is_a_sentence(whole, end) or (_is_alone(taken, end) and is_no_host(whole[:end])):
        return 0, ""
    return 0, _link_from(taken, 0, end, len(whole))


def _is_alone(taken: str, end: int) -> bool:
    """Whether a host that ends here has neither a port nor a path."""
    return taken[end : end + 1] not in _GOES_ON


def with_scheme(taken: str, lookups: KnowsHosts) -> tuple[int, str]:
    """For a candidate that begins with `http`: how much to skip, and its address."""
    skip = 0
    while (again := _TWICE.match(taken, skip)) is not None:
        skip = again.end()
    taken = taken[skip:]
    scheme = _SCHEME.match(taken)
    begin = 0 if scheme is None else scheme.end()
    authority = _PATH.split(taken[begin:], maxsplit=1)[0]
    after = begin + len(authority)
    place = authority.rpartition("@")[2]
    kept = place if place.startswith("[") else _place(place, lookups)
    if kept != place:
        return skip, trimmed(taken[: after - len(place)] + kept)
    return skip, trimmed(taken[:after] + taken[after:].partition("。")[0])


def is_cut_host(address: str, lookups: KnowsHosts) -> bool:
    """Whether the host contains a picture character, so that only a part of it was read."""
    place = _SCHEME.sub("", address, count=1)
    return not _PATH.search(place) and not host_end(place.partition(":")[0], lookups)


def host_end(host: str, lookups: KnowsHosts) -> int:
    """The length of a host that is under a known suffix, or an IPv4 address; 0 if neither.

    A Chinese full stop ends the sentence if a complete host precedes it; else it is a dot.
    """
    if _IPV4.match(host):
        return len(host) if all(int(part) < 2**8 for part in host.split(".")) else 0
    ascii_part = _ASCII_HOST.match(host)
    if ascii_part is not None and ascii_part.end() < len(host):
        following = host[ascii_part.end()]
        if following not in ".。" and not _may_be_letter(following):
            end = host_end(ascii_part.group(), lookups)
            if end:
                return end
    pieces = host.split("。")[:_MOST_STOPS]
    for count in range(1, len(pieces) + 1):
        joined = "。".join(pieces[:count])
        if lookups.in_public_suffix(joined):
            return len(joined)
    return _glued_end(pieces[0], lookups)


def trimmed(taken: str) -> str:
    """Without the Chinese text that follows directly, and without the sentence's punctuation."""
    taken = _without_stops(taken)
    goes_on = _PATH_GOES_ON.match(taken)
    glued = _GLUED.search(taken, goes_on.end() if goes_on else 0)
    return taken if glued is None else _without_stops(taken[: glued.start()])


def _without_stops(taken: str) -> str:
    """Without punctuation at the end, and without unpaired closing brackets there."""
    surplus = {
        closed: taken.count(closed) - taken.count(opened) for closed, opened in _PAIRS.items()
    }
    end = len(taken)
    while end:
        last = taken[end - 1]
        if last in _OPENED:
            surplus[_OPENED[last]] += 1
        elif last in _PAIRS:
            if surplus[last] <= 0:
                break
            surplus[last] -= 1
        elif last not in ".,;:!?'*|·" and not (last == "~" and taken[end - 2 : end - 1] != "/"):
            break
        end -= 1
    return taken[:end]


def _may_be_letter(sign: str) -> bool:
    """Whether a non-ASCII sign may be a letter of a label, and not the next word."""
    return unicodedata.category(sign)[0] in "LMN" and not IS_CJK.match(sign)


def _link_from(taken: str, start: int, end: int, host_length: int) -> str:
    """The host, and what follows it unless the host was cut."""
    return taken[start:end] if end < host_length else trimmed(taken[start:])


def _place(place: str, lookups: KnowsHosts) -> str:
    """Host and port after a scheme, for any host; cut where other text follows directly."""
    sign = _NO_HOST.search(place)
    host, rest = (place[: sign.start()], place[sign.start() :]) if sign else (place, "")
    known = 0
    if not (_PLAIN_HOST.match(host) and ends_well(host)):
        known = host_end(host, lookups)
        end = known or len(host.partition("。")[0])
        if end < len(host):
            return host[:end]
    if rest.startswith(":"):
        number = re.match(r":\d*", rest, re.ASCII)
        glued = number is not None and number.end() < len(rest) and not rest[number.end()].isascii()
        if number is not None and (number.end() > 1 or glued):
            return host + number.group()
        return place  # the URL parser rejects an invalid port
    if rest and (known or host_end(host, lookups)):
        return host
    return place


def _glued_end(host: str, lookups: KnowsHosts) -> int:
    stem, dot, last = host.rpartition(".")
    if not dot:
        return 0
    label = _ASCII_LABEL.match(last)
    if label is not None and lookups.in_public_suffix(f"{stem}.{label[1]}"):
        return len(stem) + 1 + len(label[1])
    if IS_CJK.match(last):
        for length in range(len(last) - 1, 1, -1):
            if lookups.in_public_suffix(f"{stem}.{last[:length]}"):
                return len(stem) + 1 + length
    if _NEW_SENTENCE.match(last) and lookups.in_public_suffix(stem):
        return len(stem)
    return 0


def ends_well(host: str) -> bool:
    """Whether the last label of a host may be a top-level domain: a set lookup.

    Most candidates in a text are numbers or file names, so this cheap test comes first.
    """
    last = host.rstrip(".。").replace("。", ".").rpartition(".")[2].lower()
    if not last.isascii():
        last = normal("NFKC", last).lower()
    return last.startswith("xn--") or last in top_level()
