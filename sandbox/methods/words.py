"""The text or caption of a call: parsed, trimmed, measured."""

from typing import Any

from sandbox.limits import CAPTION, ENTITIES, TEXT, bad
from sandbox.methods.call import Call, number_in
from sandbox.text import html
from sandbox.text.detection import detected
from sandbox.text.utf16 import Entity, overlap, trimmed, units
from sandbox.world import Json

_FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
_STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}
_BLOCKS = {"blockquote", "expandable_blockquote", "code", "pre"}
_KINDS = _FOUND | _STYLES | _BLOCKS | {"text_link", "text_mention", "custom_emoji"}
_CLOSED = {"code", "pre", "text_link", "text_mention"}  # no entities are detected inside these
# Telegram turns control characters into spaces, and drops the carriage return.
_CLEAN = {code: " " for code in range(32) if code not in {10, 13}} | {13: None}


def text(call: Call) -> Json:
    """{"text", "entities"} of a message; raises a Fault if it is empty."""
    return _formatted(call, "text", "entities", TEXT)


def caption(call: Call) -> Json:
    """{"caption", "caption_entities"} of a message, or empty."""
    return _formatted(call, "caption", "caption_entities", CAPTION)


def _formatted(call: Call, name: str, key: str, most: int) -> Json:
    source = call.text(name).translate(_CLEAN)
    mode = call.text("parse_mode").lower()
    if mode not in {"", "html"}:
        raise bad("unsupported parse_mode")
    marked: list[Entity]
    if mode == "html":
        body, marked = html.parse(source)
    else:
        body, marked = trimmed(source, _given(call.listed(key), source))
    if not body:
        if name == "text":
            raise bad("message text is empty")
        return {}
    if units(body) > most:
        raise bad("message is too long" if name == "text" else "message caption is too long")
    if len(marked) > ENTITIES:
        raise bad("ENTITIES_TOO_LONG")
    entities = _with_found(body, marked)
    return {name: body, **({key: entities} if entities else {})}


def _given(entities: list[Any], source: str) -> list[Entity]:
    size = units(source)
    for entity in entities:
        if not isinstance(entity, dict) or entity.get("type") not in _KINDS:
            raise bad("can't parse MessageEntity: Unsupported type specified")
        start, length = number_in(entity, "offset"), number_in(entity, "length")
        if start is None or length is None or start < 0 or length <= 0:
            raise bad("can't parse MessageEntity: Invalid offset or length specified")
        if start + length > size:
            raise bad(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text at "
                f"UTF-16 offset {size}"
            )
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _with_found(body: str, marked: list[Entity]) -> list[Entity]:
    closed = [entity for entity in marked if entity["type"] in _CLOSED]
    found = [
        entity
        for entity in detected(body)
        if not any(overlap(entity, other) for other in closed)
        and (entity["type"], entity["offset"]) not in {(m["type"], m["offset"]) for m in marked}
    ]
    if not found:
        return marked
    return sorted(marked + found, key=lambda entity: (entity["offset"], -entity["length"]))
