"""The commands and descriptions that a person sees: the most specific that were set."""

from sandbox.world import Bot, Chat, Json, User


def scope(kind: str, chat: int | None = None, user: int | None = None) -> str:
    """A scope of commands as a key."""
    return ":".join(str(part) for part in (kind, chat, user) if part is not None)


def commands(bot: Bot, user: User, chat: Chat) -> list[Json]:
    """The menu that a person sees in a chat, in their language if there is one."""
    for where in _scopes(user, chat):
        for language in (_language(user), ""):
            found = bot.commands.get((where, language))
            if found:
                return found
    return []


def description(bot: Bot, name: str, language: str) -> str:
    """A description in a language, or the one for everybody."""
    return bot.descriptions.get((name, language)) or bot.descriptions.get((name, ""), "")


def description_for(bot: Bot, user: User) -> str:
    """The description that a person sees in an empty chat."""
    return description(bot, "description", _language(user))


def _language(user: User) -> str:
    return (user.language_code or "").split("-")[0].lower()


def _scopes(user: User, chat: Chat) -> list[str]:
    if chat.type == "private":
        return [scope("chat", chat.id), "all_private_chats", "default"]
    admin = user.id in chat.members[:1]
    return [
        scope("chat_member", chat.id, user.id),
        *([scope("chat_administrators", chat.id)] if admin else []),
        scope("chat", chat.id),
        *(["all_chat_administrators"] if admin else []),
        "all_group_chats",
        "default",
    ]
