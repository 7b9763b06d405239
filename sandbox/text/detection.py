"""Entities that Telegram detects in a text: commands, links, names."""

import re

from sandbox.text.utf16 import Entity, units

_ENDINGS = (
    "com|org|net|edu|gov|mil|int|info|biz|name|pro|io|me|tv|co|cc|ai|app|dev|xyz|top|site|online|"
    "shop|vip|club|fun|icu|wang|ren|link|live|work|store|tech|space|world|today|news|blog|cloud|"
    "cn|hk|tw|mo|jp|kr|sg|my|us|uk|de|fr|ru|ua|kz|in|au|ca|br|eu|es|it|nl|pl|se|no|fi|ch|at|be|cz|"
    "tr|ir|vn|th|ph|id|nz|mx|ar|za|中国|公司|网络"
)
_PATH = r"(?::\d{1,5})?(?:[/?#][^\s<>\"«»\u2000-\u200b\u2016-\u206f]*)?"
_PATTERNS = (
    ("url", re.compile(rf"(?<![\w@])(?:https?|ftp|tg|ton)://[\w.@%~-]+{_PATH}", re.IGNORECASE)),
    (
        "email",
        re.compile(
            rf"(?<![\w.+@-])[A-Za-z0-9_.+-]{{1,64}}@(?:[\w-]+\.)+(?:{_ENDINGS})(?![\w-]|\.\w)",
            re.IGNORECASE,
        ),
    ),
    (
        "url",
        re.compile(
            rf"(?<![\w@./-])(?:[\w-]+\.)+(?:{_ENDINGS})(?![\w@-]|\.\w){_PATH}", re.IGNORECASE
        ),
    ),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{4,32}(?![\w@])")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    ),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}")),
)
_TAIL = ".:;,('?!`\"。，！？；：、）"


def detected(text: str, taken: list[Entity] | None = None) -> list[Entity]:
    """The detected entities, offsets in UTF-16 units; none overlaps another or `taken`."""
    busy = [(each["offset"], each["offset"] + each["length"]) for each in taken or ()]
    found: list[Entity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            words = match[0] if kind != "url" else _without_tail(match[0])
            start = units(text[: match.start()])
            end = start + units(words)
            if any(start < stop and begin < end for begin, stop in busy):
                continue
            busy.append((start, end))
            found.append({"type": kind, "offset": start, "length": end - start})
    return sorted(found, key=lambda entity: entity["offset"])


def _without_tail(address: str) -> str:
    """An address without trailing punctuation; a closing bracket stays if the address opens it."""
    while address:
        last = address[-1]
        if last not in _TAIL and (last != ")" or address.count(")") <= address.count("(")):
            break
        address = address[:-1]
    return address
