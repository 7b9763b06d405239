"""The bot's membership in chats, and the update about a change of it."""

from sandbox.state import State
from sandbox.world import Chat, Json, User

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_send_welcome_messages",
)
_SPEECH = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
_WITHHELD = (
    "can_be_edited",
    "is_anonymous",
    "can_promote_members",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def member(user: User, status: str) -> Json:
    """A ChatMember as JSON."""
    found: Json = {"user": user.wire(), "status": status}
    if status == "kicked":
        found["until_date"] = 0
    elif status == "restricted":
        found |= {"is_member": True, "until_date": 0} | dict.fromkeys(_SPEECH, False)
    elif status == "creator":
        found["is_anonymous"] = False
    elif status == "administrator":
        found |= dict.fromkeys(_WITHHELD, False) | dict.fromkeys(_RIGHTS, True)
    return found


def standing(chat: Chat) -> str:
    """The bot's status in a group or a channel."""
    if not chat.bot_inside:
        return "left" if chat.bot_left or chat.type == "channel" else "kicked"
    if chat.bot_muted:
        return "restricted"
    return "administrator" if chat.bot_admin else "member"


def tell(state: State, chat: Chat, by: User, before: str, after: str) -> None:
    """Send the bot an update about the change of its status."""
    bot = state.bot.user
    state.push(
        {
            "my_chat_member": {
                "chat": chat.wire(),
                "from": by.wire(),
                "date": int(state.now()),
                "old_chat_member": member(bot, before),
                "new_chat_member": member(bot, after),
            }
        }
    )
