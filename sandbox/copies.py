"""What goes along when a message is forwarded, copied or answered."""

from sandbox.files import KINDS
from sandbox.state import State
from sandbox.world import Chat, Json

_CONTENT = frozenset(
    {"text", "entities", "caption", "caption_entities", "has_media_spoiler", "link_preview_options"}
    | {"contact", "location", "venue", "poll", "dice"}
    | KINDS
)
_WORDS = frozenset({"text", "contact", "location", "venue", "poll", "dice"})


def content(message: Json) -> Json:
    """What a message says and carries, without who, when, where and its buttons."""
    return {key: value for key, value in message.items() if key in _CONTENT}


def can_be_copied(message: Json) -> bool:
    """Whether there is anything in it but news of the chat."""
    return any(key in message for key in _WORDS | KINDS)


def forwarded(state: State, source: Chat, message: Json) -> Json:
    """The content of a forward, with where it was first written."""
    return {**content(message), "forward_origin": _origin(state, source, message)}


def without_reply(message: Json) -> Json:
    """A message as it stands in an answer to it: Telegram shows one level."""
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
