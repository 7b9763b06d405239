"""Validate keyboards: structure, limits, buttons."""

from typing import Any

from sandbox.limits import (
    ALL_BUTTONS,
    CALLBACK_DATA_BYTES,
    COPIED_TEXT,
    ROW_BUTTONS,
    Fault,
    bad,
)
from sandbox.methods.call import Call
from sandbox.text.links import checked, why_not
from sandbox.world import Json

_MARKUPS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
_DEEDS = (
    "callback_data",
    "url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "web_app",
    "login_url",
    "callback_game",
    "pay",
)


def markup(call: Call) -> Json | None:
    """The validated keyboard of a call; None if there is none."""
    found = call.mapping("reply_markup")
    if not found:
        return None
    kind = next((key for key in _MARKUPS if key in found), None)
    if kind is None:
        raise bad("object expected as reply markup")
    if kind in {"inline_keyboard", "keyboard"}:
        rows = _rows(found[kind], kind)
        each = _inline if kind == "inline_keyboard" else _reply
        found = {**found, kind: [[each(button) for button in row] for row in rows if row]}
    return found


def inline(call: Call) -> Json | None:
    """The keyboard of an edit, which must be inline; None if it has no buttons."""
    found = markup(call)
    if found is not None and "inline_keyboard" not in found:
        raise bad("inline keyboard expected")
    return found if found and found["inline_keyboard"] else None


def _rows(rows: Any, kind: str) -> list[list[Any]]:
    what = "inline keyboard" if kind == "inline_keyboard" else "keyboard"
    if not isinstance(rows, list):
        raise bad(f'field "{kind}" of the ReplyMarkup must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad(f"can't parse {what}: a row must be an Array")
    if sum(map(len, rows)) > ALL_BUTTONS or any(len(row) > ROW_BUTTONS for row in rows):
        raise bad("reply markup is too long")
    return rows


def _inline(button: Any) -> Json:
    text = _label(button, "inline keyboard button")
    deeds = [deed for deed in _DEEDS if deed in button]
    if not deeds:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(deeds) > 1:
        raise bad("BUTTON_TYPE_INVALID")
    if "callback_data" in button:
        size = len(str(button["callback_data"]).encode("utf-8", "surrogatepass"))
        if not 1 <= size <= CALLBACK_DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
    if "url" in button:
        return {**button, "text": text, "url": _address(str(button["url"]))}
    if "copy_text" in button:
        copied = (
            button["copy_text"].get("text", "") if isinstance(button["copy_text"], dict) else ""
        )
        if not 1 <= len(str(copied)) <= COPIED_TEXT:
            raise bad("BUTTON_COPY_TEXT_INVALID")
    return {**button, "text": text}


def _reply(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    return {**button, "text": _label(button, "keyboard button")}


def _label(button: Any, what: str) -> str:
    if not isinstance(button, dict):
        raise bad(f"can't parse {what}: button must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad(f"can't parse {what}: Can't find field \"text\"")
    if not text.strip():
        raise bad(f"can't parse {what}: button text must be non-empty")
    return text


def _address(url: str) -> str:
    refusal = why_not(url.strip())
    if refusal:
        raise bad(f"inline keyboard button URL '{url}' is invalid: {refusal}")
    return checked(url) or url


def _unreadable(why: str) -> Fault:
    return bad(f"can't parse inline keyboard button: {why}")
