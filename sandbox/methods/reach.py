"""Find the chat of a call, and check whether the bot may write there."""

from sandbox.limits import Fault, bad, forbidden
from sandbox.methods.call import Call
from sandbox.state import State
from sandbox.world import Chat, Json


def found(state: State, call: Call, name: str = "chat_id") -> Chat:
    """The chat of a call, without checks."""
    value = call.params.get(name)
    if value is None or value == "":
        raise bad(f"{name} is empty")
    chat = _by_name(state, value) if str(value).startswith("@") else None
    if chat is None:
        try:
            chat = state.chats.get(int(value))
        except (TypeError, ValueError):
            chat = None
    if chat is None:
        raise bad("chat not found")
    if chat.moved_to is not None:
        raise Fault(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.moved_to,
        )
    return chat


def writable(state: State, call: Call) -> Chat:
    """The chat of a call, if the bot may write there."""
    chat = found(state, call)
    if chat.type == "private":
        user = state.users[chat.id]
        if user.deactivated:
            raise forbidden("user is deactivated")
        if user.blocked:
            raise forbidden("bot was blocked by the user")
        if not user.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif not chat.bot_inside:
        where = "channel chat" if chat.type == "channel" else "group chat"
        if chat.bot_left:
            raise forbidden(f"bot is not a member of the {where}")
        raise forbidden(f"bot was kicked from the {where}")
    return chat


def spoken_in(state: State, call: Call) -> Chat:
    """The chat of a call, if the bot may send messages there."""
    chat = writable(state, call)
    if chat.bot_muted:
        raise bad("not enough rights to send text messages to the chat")
    return chat


def message_in(chat: Chat, call: Call, missing: str) -> Json:
    """The message of a call; raises a Fault with this text if there is none."""
    message = chat.messages.get(call.number("message_id") or 0)
    if message is None:
        raise bad(missing)
    return message


def thread_in(chat: Chat, call: Call) -> Json:
    """The forum topic of a call, as message fields; raises a Fault if it is closed."""
    return topic_of(chat, call.number("message_thread_id"))


def topic_of(chat: Chat, number: int | None) -> Json:
    """The topic of this id, as message fields; empty if there is none."""
    if not number:
        return {}
    topic = chat.topics.get(number)
    if topic is None:
        raise bad("message thread not found")
    if topic.closed:
        raise bad("TOPIC_CLOSED")
    return {"message_thread_id": topic.id, "is_topic_message": True}


def _by_name(state: State, name: object) -> Chat | None:
    wanted = str(name)[1:].lower()
    named = (chat for chat in state.chats.values() if chat.type != "private" and chat.username)
    return next((chat for chat in named if str(chat.username).lower() == wanted), None)
