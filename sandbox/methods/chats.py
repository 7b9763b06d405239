"""Methods about chats: members, leaving, forum topics."""

from collections.abc import Mapping
from typing import Any

from sandbox.chats import members, topics
from sandbox.limits import TOPIC_NAME, bad
from sandbox.methods import reach
from sandbox.methods.call import Call
from sandbox.state import State
from sandbox.world import Chat, Json, Topic

_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
_BLUE = 7322096
_COLOURS = frozenset({_BLUE, 16766590, 13338331, 9367192, 16749490, 16478047})


def get_chat(state: State, call: Call) -> Any:
    """A chat's data."""
    chat = reach.found(state, call)
    found = {
        **chat.wire(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    return {**found, "pinned_message": pinned} if pinned else found


def get_chat_member(state: State, call: Call) -> Any:
    """A member's status in a chat."""
    chat = reach.writable(state, call)
    user = state.users.get(call.number("user_id") or 0)
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    if user.is_bot:
        return members.member(user, members.standing(chat))
    if chat.type == "private":
        return members.member(user, "member" if user.id == chat.id else "left")
    if user.id not in chat.members:
        return members.member(user, "left")
    return members.member(user, "creator" if user.id == chat.members[0] else "member")


def get_chat_administrators(state: State, call: Call) -> Any:
    """The creator of a group, and the bot if it is an administrator."""
    chat = reach.writable(state, call)
    if chat.type == "private":
        raise bad("there are no administrators in the private chat")
    found = [members.member(state.users[user], "creator") for user in chat.members[:1]]
    if chat.bot_admin:
        found.append(members.member(state.bot.user, "administrator"))
    return found


def get_chat_member_count(state: State, call: Call) -> Any:
    """The number of members of a chat, with the bot."""
    chat = reach.writable(state, call)
    return 2 if chat.type == "private" else len(chat.members) + 1


def leave_chat(state: State, call: Call) -> Any:
    """Leave a group."""
    chat = reach.writable(state, call)
    if chat.type == "private":
        raise bad("chat member status can't be changed in private chats")
    before = members.standing(chat)
    chat.bot_inside, chat.bot_left = False, True
    members.tell(state, chat, state.bot.user, before, "left")
    return True


def create_forum_topic(state: State, call: Call) -> Any:
    """Open a topic."""
    chat = _forum(state, call)
    name = _name(call)
    colour = call.number("icon_color") or _BLUE
    if colour not in _COLOURS:
        raise bad("invalid icon color specified")
    look = {"name": name, "icon_color": colour}
    message = _news(state, chat, "forum_topic_created", look)
    chat.topics[message["message_id"]] = Topic(message["message_id"], name, colour)
    return {"message_thread_id": message["message_id"], **look}


def edit_forum_topic(state: State, call: Call) -> Any:
    """Rename a topic."""
    chat = _forum(state, call)
    topic, name = _topic(chat, call), _name(call)
    if topic.name == name:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.name = name
    _news(state, chat, "forum_topic_edited", {"name": name}, topic)
    return True


def close_forum_topic(state: State, call: Call) -> Any:
    """Close a topic."""
    return _set_closed(state, call, closed=True)


def reopen_forum_topic(state: State, call: Call) -> Any:
    """Open a closed topic again."""
    return _set_closed(state, call, closed=False)


def delete_forum_topic(state: State, call: Call) -> Any:
    """Delete a topic with its messages."""
    chat = _forum(state, call)
    topics.delete(state, chat, _topic(chat, call).id)
    return True


def _set_closed(state: State, call: Call, *, closed: bool) -> bool:
    chat = _forum(state, call)
    topic = _topic(chat, call)
    if topic.closed == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _news(state, chat, f"forum_topic_{'closed' if closed else 'reopened'}", {}, topic)
    return True


def _forum(state: State, call: Call) -> Chat:
    chat = reach.writable(state, call)
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    if not chat.bot_admin:
        raise bad("not enough rights to manage topics in the chat")
    return chat


def _topic(chat: Chat, call: Call) -> Topic:
    topic = chat.topics.get(call.number("message_thread_id") or 0)
    if topic is None:
        raise bad("TOPIC_ID_INVALID")
    return topic


def _name(call: Call) -> str:
    name = call.text("name").strip()
    if not 1 <= len(name) <= TOPIC_NAME:
        raise bad("TOPIC_TITLE_EMPTY" if not name else "topic name is too long")
    return name


def _news(state: State, chat: Chat, kind: str, what: Json, topic: Topic | None = None) -> Json:
    message = {**state.base(chat, state.bot.user), kind: what, "is_topic_message": True}
    message["message_thread_id"] = topic.id if topic else message["message_id"]
    state.push({"message": state.keep(chat, message)})
    return message


METHODS: Mapping[str, Any] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
}
