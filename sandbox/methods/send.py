"""Methods that send messages: text, contacts, places, chat actions, forwards and copies."""

from collections.abc import Mapping
from typing import Any

from sandbox.limits import bad
from sandbox.messages import copies
from sandbox.methods import reach, words
from sandbox.methods.call import Call
from sandbox.methods.sending import send
from sandbox.state import State
from sandbox.world import Chat, Json

_ACTIONS = frozenset(
    {"typing", "choose_sticker", "find_location", "upload_photo", "upload_document"}
    | {
        f"{verb}_{what}"
        for verb in ("record", "upload")
        for what in ("video", "voice", "video_note")
    }
)


def send_message(state: State, call: Call) -> Any:
    """Send a text."""
    content = words.text(call)
    return send(state, call, reach.spoken_in(state, call), content)


def send_contact(state: State, call: Call) -> Any:
    """Send a phone number."""
    contact = {name: call.text(name) for name in ("phone_number", "first_name", "last_name")}
    if not contact["phone_number"] or not contact["first_name"]:
        raise bad("phone number and first name must be non-empty")
    content = {"contact": {name: value for name, value in contact.items() if value}}
    return send(state, call, reach.writable(state, call), content)


def send_location(state: State, call: Call) -> Any:
    """Send a place."""
    try:
        place = {name: float(call.text(name)) for name in ("latitude", "longitude")}
    except ValueError:
        raise bad("location is invalid") from None
    return send(state, call, reach.writable(state, call), {"location": place})


def send_chat_action(state: State, call: Call) -> Any:
    """Show a chat action: typing, uploading."""
    chat = reach.writable(state, call)
    action = call.text("action")
    if action not in _ACTIONS:
        raise bad("wrong parameter action in request")
    state.events.tell({"type": "action", "chat": chat.id, "action": action})
    return True


def forward_message(state: State, call: Call) -> Any:
    """Forward a message, with its origin."""
    chat = reach.writable(state, call)
    source, message = _original(state, call, "message to forward not found")
    if message.get("has_protected_content") or not copies.can_be_copied(message):
        raise bad("message can't be forwarded")
    return send(state, call, chat, copies.forwarded(state, source, message))


def copy_message(state: State, call: Call) -> Any:
    """Copy a message as the bot's own."""
    chat = reach.writable(state, call)
    _, message = _original(state, call, "message to copy not found")
    if message.get("has_protected_content") or not copies.can_be_copied(message):
        raise bad("message can't be copied")
    content = copies.content(message)
    if "text" not in content and call.params.get("caption") is not None:
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= words.caption(call)
    return {"message_id": send(state, call, chat, content)["message_id"]}


def _original(state: State, call: Call, missing: str) -> tuple[Chat, Json]:
    source = reach.found(state, call, "from_chat_id")
    return source, reach.message_in(source, call, missing)


METHODS: Mapping[str, Any] = {
    "sendMessage": send_message,
    "sendContact": send_contact,
    "sendLocation": send_location,
    "sendChatAction": send_chat_action,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
}
