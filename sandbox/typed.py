"""What Telegram finds in a text that a person typed: commands, links, names."""

import re
from typing import Any

from sandbox.html import units

_PATTERNS = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "url",
        re.compile(
            r"(?:https?://[^\s<>\"]+|(?<![\w@.])(?:[\w-]+\.)+(?:com|org|net|cn|edu|gov|io|me|info|example|xyz|top|ru|de|uk|tv)"
            r"(?![\w.-]*@)(?:/[^\s<>\"]*)?)",
            re.IGNORECASE,
        ),
    ),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}")),
    ("hashtag", re.compile(r"(?<![\w#])#\w+")),
)


def entities(text: str) -> list[dict[str, Any]]:
    """Entities of a typed text, offsets in UTF-16 units, none overlapping."""
    found: list[tuple[int, int, str]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            end = match.end()
            while kind == "url" and end > match.start() and text[end - 1] in ".,;:!?)'\"。，！？）":
                end -= 1
            if not any(start < end and match.start() < stop for start, stop, _ in found):
                found.append((match.start(), end, kind))
    return [
        {"type": kind, "offset": units(text[:start]), "length": units(text[start:end])}
        for start, end, kind in sorted(found)
    ]
