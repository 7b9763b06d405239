"""Which messages reach the bot: all of private chats, in groups those meant for it."""

from sandbox.state import State
from sandbox.world import Chat, Json

_SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "pinned_message",
    "migrate_to_chat_id",
    "forum_topic_created",
    "forum_topic_edited",
)


def reaches_bot(state: State, chat: Chat, message: Json) -> bool:
    """Whether Telegram delivers a person's message to the bot."""
    if not chat.bot_inside:
        return False
    if chat.type == "private" or chat.bot_admin or state.bot.reads_groups:
        return True
    return is_service(message) or _is_meant(state, message)


def is_service(message: Json) -> bool:
    """Whether it is a service message."""
    return any(name in message for name in _SERVICE)


def _is_meant(state: State, message: Json) -> bool:
    bot = state.bot.user
    if message.get("reply_to_message", {}).get("from", {}).get("id") == bot.id:
        return True
    text = message.get("text") or message.get("caption") or ""
    if not text.startswith("/"):
        return False
    name = text.split(maxsplit=1)[0].partition("@")[2]
    return not name or name.lower() == str(bot.username).lower()
