"""Where a link begins and ends in a sentence that was written around it without spaces."""

import re

from conversation.urls import in_public_suffix

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HOST = r"[\w-]{1,63}(?:(?:\.|(?<=[A-Za-z0-9])。(?=[A-Za-z]))[\w-]{1,63})+"

_ASCII_HOST = re.compile(rf"(?:(?<![\w.。-])|(?<=[{CJK}]))[A-Za-z0-9_-]+(?:[.。][A-Za-z0-9_-]+)+")
_ASCII_LABEL = re.compile(rf"([A-Za-z0-9-]*[A-Za-z0-9])[{CJK}]")
_GLUED_TAIL = re.compile(rf"(?<=[A-Za-z0-9])[{CJK}][^/?=&#.%_-]*\Z")
_NEXT_URL = re.compile(r"(?i)(?<=[a-z0-9])https?:[/\\]{2}")
_SCHEME = re.compile(r"(?i)https?:[/\\]+")
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}\Z")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_MOST_STOPS = 8  # full stops tried as dots of one host


def bare(taken: str) -> tuple[int, str]:
    """What to skip of a candidate without scheme, and the address in it; empty for none."""
    written = re.match(HOST, taken)
    whole = taken if written is None else written.group()
    for part in _ASCII_HOST.finditer(whole):
        end = host_end(part.group())
        if end:
            return part.start(), _from(taken, part.start(), part.start() + end, len(whole))
    end = host_end(whole)
    return 0, _from(taken, 0, end, len(whole)) if end else ""


def with_scheme(taken: str) -> str:
    """A candidate from `http` on, cut where the next link or the sentence goes on."""
    following = _NEXT_URL.search(taken, len("https://"))
    if following is not None:
        taken = taken[: following.start()]
    scheme = _SCHEME.match(taken)
    begin = 0 if scheme is None else scheme.end()
    authority = re.split(r"[/\\?#]", taken[begin:], maxsplit=1)[0]
    after = begin + len(authority)
    place = authority.rpartition("@")[2]
    kept = place if place.startswith("[") else _place(place)
    if kept != place:
        return trimmed(taken[: after - len(place)] + kept)
    return trimmed(taken[:after] + taken[after:].partition("。")[0])


def host_end(host: str) -> int:
    """How long a host is that lies under a known suffix, or is an IPv4 address; 0 for none.

    A full stop is the sentence's where a whole host stands before it, else it is a dot.
    """
    if _IPV4.match(host):
        return len(host) if all(int(part) < 2**8 for part in host.split(".")) else 0
    pieces = host.split("。")[:_MOST_STOPS]
    for count in range(1, len(pieces) + 1):
        joined = "。".join(pieces[:count])
        if in_public_suffix(joined):
            return len(joined)
    return _glued_end(pieces[0])


def trimmed(taken: str) -> str:
    """Without the Chinese glued to it, and without the sentence's own punctuation at its end."""
    taken = _GLUED_TAIL.sub("", taken)
    while taken:
        last = taken[-1]
        opens = _PAIRS.get(last)
        if last not in ".,;:!?'*" and (opens is None or taken.count(last) <= taken.count(opens)):
            break
        taken = taken[:-1]
    return taken


def _from(taken: str, start: int, end: int, host_length: int) -> str:
    """The host, and what follows it where nothing was cut off the host."""
    return taken[start:end] if end < host_length else trimmed(taken[start:])


def _place(place: str) -> str:
    """Host and port after a scheme, where any host will do, cut where Chinese is glued on."""
    host, colon, port = place.partition(":")
    end = host_end(host) or len(host.partition("。")[0])
    if end < len(host):
        return host[:end]
    number = re.match(r"\d+", port)
    if number is None:  # left to the URL parser, which refuses what is no port
        return place
    return host + colon + number.group()


def _glued_end(host: str) -> int:
    stem, dot, last = host.rpartition(".")
    if not dot:
        return 0
    label = _ASCII_LABEL.match(last)
    if label is not None and in_public_suffix(f"{stem}.{label[1]}"):
        return len(stem) + 1 + len(label[1])
    if re.match(rf"[{CJK}]", last):
        for length in range(len(last) - 1, 1, -1):
            if in_public_suffix(f"{stem}.{last[:length]}"):
                return len(stem) + 1 + length
    new_sentence = re.match(rf"[A-Z{CJK}]", last)  # begun without a space
    return len(stem) if new_sentence and in_public_suffix(stem) else 0
