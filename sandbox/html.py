"""Telegram's HTML: a strict parser that refuses what Telegram refuses; offsets in UTF-16 units."""

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.limits import ENTITIES, bad

_PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "span": "spoiler",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)>|&(#?[a-zA-Z0-9]+);|<|[^<&]+|&")
_ATTRIBUTE = re.compile(r"\s+([a-z-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?")
_ALLOWED = {"a": {"href"}, "span": {"class"}, "code": {"class"}, "blockquote": {"expandable"}}


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class _Open:
    name: str
    kind: str
    start: int
    extra: dict[str, Any] = field(default_factory=dict)


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Text and entities of a message in HTML; a Fault in Telegram's words where it is not valid."""
    text: list[str] = []
    length = 0
    stack: list[_Open] = []
    entities: list[dict[str, Any]] = []
    for match in _TOKEN.finditer(source):
        closing, name, attributes, named = match[1], match[2], match[3], match[4]
        if name:
            if closing:
                _close(stack, name.lower(), length, entities, match.start())
            else:
                stack.append(_opened(name.lower(), attributes, length, match.start()))
            continue
        if match[0] == "<":
            raise bad(
                f'can\'t parse entities: Unsupported start tag "" at byte offset {match.start()}'
            )
        piece = _character(named) if named else match[0]
        text.append(piece)
        length += units(piece)
    if stack:
        raise bad(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{stack[-1].name}\""
        )
    if len(entities) > ENTITIES:
        entities = entities[:ENTITIES]
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return _trimmed("".join(text), entities)


def _opened(name: str, attributes: str, at: int, place: int) -> _Open:
    if name not in _PLAIN:
        raise bad(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {place}')
    found = {m[1]: m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(attributes)}
    if set(found) - _ALLOWED.get(name, set()):
        raise bad(f'can\'t parse entities: Unexpected attribute in "{name}" at byte offset {place}')
    if name == "span" and found.get("class") != "tg-spoiler":
        raise bad(
            f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {place}'
        )
    kind, extra = _PLAIN[name], {}
    if name == "a":
        extra = {"url": _unescaped(found.get("href", ""))}
    if name == "blockquote" and "expandable" in found:
        kind = "expandable_blockquote"
    return _Open(name, kind, at, extra)


def _close(
    stack: list[_Open], name: str, at: int, entities: list[dict[str, Any]], place: int
) -> None:
    if not stack:
        raise bad(f"can't parse entities: Unexpected end tag at byte offset {place}")
    opened = stack.pop()
    if opened.name != name:
        raise bad(
            f'can\'t parse entities: Unmatched end tag at byte offset {place}, expected "</{opened.name}>", found "</{name}>"'
        )
    if at > opened.start:
        entities.append(
            {
                "type": opened.kind,
                "offset": opened.start,
                "length": at - opened.start,
                **opened.extra,
            }
        )


def _character(named: str) -> str:
    if named in _NAMED:
        return _NAMED[named]
    if named.startswith("#"):
        digits = named[1:]
        try:
            code = int(digits[1:], 16) if digits[:1] in {"x", "X"} else int(digits)
            return chr(code)
        except (ValueError, OverflowError):
            return f"&{named};"
    return f"&{named};"


def _unescaped(value: str) -> str:
    return re.sub(r"&(#?[a-zA-Z0-9]+);", lambda m: _character(m[1]), value)


def _trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Telegram cuts white space at both ends, and entities with it."""
    lead = units(text) - units(text.lstrip(" \n\t\r"))
    body = text.strip(" \n\t\r")
    size = units(body)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(size, entity["offset"] - lead + entity["length"])
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return body, kept
