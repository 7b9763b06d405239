"""Create the world: the bot, people, groups, channels."""

from collections.abc import Mapping, Sequence

from sandbox.chats import members
from sandbox.messages import files
from sandbox.state import State
from sandbox.text.detection import detected
from sandbox.world import Bot, Chat, File, Json, User

_CHANNELS = -1_000_000_000_000  # ids of channels and supergroups start here


class Cast(State):
    """Methods that add participants to the world."""

    def add_bot(self, *, token: str, username: str, name: str, reads_groups: bool = False) -> Bot:
        """Add the bot with this token; its id is the token's first part.

        There is one in a world. `reads_groups` switches Telegram's privacy mode off: with privacy
        mode, and where it is no administrator, the bot gets only messages meant for it.
        """
        if self.bots:
            raise ValueError("this world has its bot already")
        user = User(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.users[user.id] = user
        self.bots[token] = Bot(user, token, reads_groups)
        return self.bots[token]

    def add_user(
        self,
        first_name: str,
        *,
        id: int | None = None,  # noqa: A002 - Telegram's own name for it
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
        about: Mapping[str, str] | None = None,
        hides: bool = False,
    ) -> User:
        """Add a person with an empty private chat; `about`: see `User`."""
        user = User(
            id or self.new_id(),
            first_name,
            last_name,
            username,
            language_code,
            about=about or {},
            hides=hides,
        )
        self.users[user.id] = user
        self.chats[user.id] = Chat(
            user.id, "private", username=username, first_name=first_name, last_name=last_name
        )
        return user

    def add_group(
        self,
        title: str,
        *,
        members: Sequence[int],
        id: int | None = None,  # noqa: A002
        admin: bool = True,
        forum: bool = False,
    ) -> Chat:
        """Add a group with the bot, by default as an admin; the first member is the creator."""
        chat = Chat(
            id or _CHANNELS - self.new_id(),
            "supergroup",
            title,
            is_forum=forum or None,
            bot_admin=admin,
            bot_inside=False,
            bot_left=True,
        )
        self.chats[chat.id] = chat
        chat.members = list(members)
        if members:
            self.add_bot_to(chat.id, by=members[0])
        chat.bot_inside = True
        return chat

    def add_bot_to(self, chat_id: int, *, by: int) -> None:
        """Put the bot into a group, or back into it."""
        chat, user = self.chats[chat_id], self.users[by]
        before = members.standing(chat)
        chat.bot_inside, chat.bot_left = True, False
        members.tell(self, chat, user, before, members.standing(chat))
        joined = {**self.base(chat, user), "new_chat_members": [self.bot.user.wire()]}
        self.push({"message": self.keep(chat, joined)})

    def add_member(self, chat_id: int, user_id: int) -> Json:
        """Add a member to a group."""
        chat, user = self.chats[chat_id], self.users[user_id]
        chat.members.append(user_id)
        joined = self.keep(chat, {**self.base(chat, user), "new_chat_members": [user.wire()]})
        if chat.bot_inside:
            self.push({"message": joined})
        return joined

    def move_group(self, chat_id: int) -> Chat:
        """Migrate a group to a supergroup with another id."""
        old = self.chats[chat_id]
        by = self.users[old.members[0]]
        new = Chat(
            _CHANNELS - self.new_id(),
            "supergroup",
            old.title,
            members=list(old.members),
            bot_admin=old.bot_admin,
        )
        self.chats[new.id] = new
        old.moved_to = new.id
        leaving = {**self.base(old, by), "migrate_to_chat_id": new.id}
        self.push({"message": self.keep(old, leaving)})
        arriving = {**self.base(new, by), "migrate_from_chat_id": old.id}
        self.push({"message": self.keep(new, arriving)})
        return new

    def add_channel(self, title: str, *, username: str | None = None) -> Chat:
        """Add a channel whose posts people can forward; the bot is not in it."""
        number = _CHANNELS - self.new_id()
        chat = Chat(number, "channel", title, username, bot_inside=False, bot_left=True)
        self.chats[chat.id] = chat
        return chat

    def post(self, channel_id: int, text: str, *, photo: bytes | None = None) -> Json:
        """Add a post to a channel."""
        chat = self.chats[channel_id]
        message = self.base(chat)
        message["sender_chat"] = chat.wire()
        if photo is not None:
            message |= files.attached(self, "photo", File("photo.jpg", "image/jpeg", photo))
        message |= wording(text, "text" if photo is None else "caption")
        return self.keep(chat, message)


def wording(text: str | None, name: str) -> Json:
    """A text or caption with the entities that Telegram detects; empty if there is no text."""
    if not text:
        return {}
    found = detected(text)
    entities = "entities" if name == "text" else "caption_entities"
    return {name: text, **({entities: found} if found else {})}
