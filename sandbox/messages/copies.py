"""The content of a message when it is forwarded, copied or replied to."""

from sandbox.messages.files import KINDS
from sandbox.state import State
from sandbox.world import Chat, Json

_CONTENT = frozenset(
    {"text", "entities", "caption", "caption_entities", "has_media_spoiler", "link_preview_options"}
    | {"contact", "location", "venue", "poll", "dice"}
    | KINDS
)
_WORDS = frozenset({"text", "contact", "location", "venue", "poll", "dice"})


def content(message: Json) -> Json:
    """Text and media of a message, without sender, date, chat and buttons."""
    return {key: value for key, value in message.items() if key in _CONTENT}


def can_be_copied(message: Json) -> bool:
    """Whether it has content, i.e. is not a service message."""
    return any(key in message for key in _WORDS | KINDS)


def forwarded(state: State, source: Chat, message: Json) -> Json:
    """The content of a forward, with its origin."""
    return {**content(message), "forward_origin": _origin(state, source, message)}


def without_reply(message: Json) -> Json:
    """A message as embedded in a reply to it, without its own `reply_to_message`."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def _origin(state: State, source: Chat, message: Json) -> Json:
    if "forward_origin" in message:
        return dict(message["forward_origin"])
    origin: Json = {"date": message["date"]}
    if source.type == "channel":
        post = {"chat": source.wire(), "message_id": message["message_id"]}
        return {"type": "channel", **origin, **post}
    if "sender_chat" in message:
        return {"type": "chat", **origin, "sender_chat": message["sender_chat"]}
    author = state.users[message["from"]["id"]]
    if author.hides:
        name = f"{author.first_name} {author.last_name or ''}".strip()
        return {"type": "hidden_user", **origin, "sender_user_name": name}
    return {"type": "user", **origin, "sender_user": message["from"]}
