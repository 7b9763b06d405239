"""What people do: write, press, send files, forward, block; each becomes an update for the bot."""

import secrets
from collections.abc import Callable, Sequence
from typing import Any

from sandbox import typed
from sandbox.events import Events
from sandbox.limits import TEXT, bad
from sandbox.world import Bot, Chat, File, Press, User

_FILE_KINDS = {"video", "voice", "audio", "document", "animation", "video_note", "sticker"}


class People:
    """The acts of people; the world itself is `sandbox.telegram.Telegram`."""

    now: Callable[[], float]
    bots: dict[str, Bot]
    users: dict[int, User]
    chats: dict[int, Chat]
    files: dict[str, File]
    presses: dict[str, Press]
    events: Events
    next_message: int
    next_id: int

    def push(self, update: dict[str, Any]) -> int:
        """Put an update into the bot's queue."""
        raise NotImplementedError

    # Making the world.

    def add_bot(self, *, token: str, username: str, name: str) -> Bot:
        """The bot that calls with this token; its number is the token's first part."""
        user = User(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.users[user.id] = user
        self.bots[token] = Bot(user, token)
        return self.bots[token]

    def add_user(
        self,
        first_name: str,
        *,
        id: int | None = None,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
        about: str = "",
    ) -> User:
        """A person with a private chat that nobody has written in yet."""
        user = User(
            id or self._new_id(), first_name, last_name, username, language_code, about=about
        )
        self.users[user.id] = user
        self.chats[user.id] = Chat(user.id, "private", first_name=first_name, username=username)
        return user

    def add_group(self, title: str, *, members: Sequence[int], id: int | None = None) -> Chat:
        """A group with the bot in it."""
        chat = Chat(id or -self._new_id(), "supergroup", title, members=list(members))
        self.chats[chat.id] = chat
        if members:
            self._membership(chat, members[0], "left", "administrator")
        return chat

    def add_channel(self, title: str, *, username: str | None = None) -> Chat:
        """A channel whose posts people can forward; the bot is not in it."""
        chat = Chat(-1_000_000_000_000 - self._new_id(), "channel", title, username)
        chat.bot_inside = False
        self.chats[chat.id] = chat
        return chat

    def post(self, channel_id: int, text: str, *, photo: bytes | None = None) -> dict[str, Any]:
        """A post in a channel."""
        chat = self.chats[channel_id]
        message = self._base(chat)
        message["sender_chat"] = chat.wire()
        if photo is not None:
            message["photo"] = self._photo(File("photo.jpg", "image/jpeg", photo))
            if text:
                message |= {"caption": text, "caption_entities": typed.entities(text)}
        else:
            message |= {"text": text, "entities": typed.entities(text)}
        return self._keep(chat, message)

    # Acts.

    def say(
        self, user_id: int, chat_id: int, text: str, *, reply_to: int | None = None
    ) -> dict[str, Any]:
        """Write something."""
        chat, message = self._written(user_id, chat_id)
        if len(text) > TEXT:
            raise bad("message is too long")
        found = typed.entities(text)
        message["text"] = text
        if found:
            message["entities"] = found
        if reply_to is not None and reply_to in chat.messages:
            message["reply_to_message"] = chat.messages[reply_to]
        return self._deliver(chat, message)

    def press(self, user_id: int, chat_id: int, message_id: int, data: str) -> str:
        """Press a button; whatever data, for clients can be made to send anything."""
        message = self.chats[chat_id].messages.get(message_id)
        if message is None:
            raise bad("message not found")
        query = Press(secrets.token_hex(8), user_id, chat_id, self.now())
        self.presses[query.id] = query
        self.push(
            {
                "callback_query": {
                    "id": query.id,
                    "from": self.users[user_id].wire(),
                    "message": message,
                    "chat_instance": str(chat_id),
                    "data": data,
                }
            }
        )
        return query.id

    def tap(self, user_id: int, chat_id: int, label: str) -> str:
        """Press the newest button with this label."""
        for message in reversed(self.chats[chat_id].messages.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label and "callback_data" in button:
                        return self.press(
                            user_id, chat_id, message["message_id"], button["callback_data"]
                        )
        raise LookupError(f"no button {label!r}")

    def upload(
        self,
        user_id: int,
        chat_id: int,
        files: Sequence[File],
        *,
        kind: str = "document",
        caption: str | None = None,
    ) -> list[dict[str, Any]]:
        """Send files; several are an album, the caption on its first part."""
        album = secrets.token_hex(6) if len(files) > 1 else None
        sent = []
        for number, file in enumerate(files):
            chat, message = self._written(user_id, chat_id)
            message |= self._attached(kind, file)
            if album:
                message["media_group_id"] = album
            if caption and number == 0:
                message |= {"caption": caption, "caption_entities": typed.entities(caption)}
            sent.append(self._deliver(chat, message))
        return sent

    def forward(
        self, user_id: int, chat_id: int, from_chat_id: int, message_id: int
    ) -> dict[str, Any]:
        """Forward a message, with where it was first written."""
        source = self.chats[from_chat_id]
        original = source.messages[message_id]
        chat, message = self._written(user_id, chat_id)
        for key in ("text", "entities", "caption", "caption_entities", "photo", *_FILE_KINDS):
            if key in original:
                message[key] = original[key]
        if source.type == "channel":
            message["forward_origin"] = {
                "type": "channel",
                "date": original["date"],
                "chat": source.wire(),
                "message_id": message_id,
            }
        else:
            message["forward_origin"] = original.get("forward_origin") or {
                "type": "user",
                "date": original["date"],
                "sender_user": original["from"],
            }
        return self._deliver(chat, message)

    def share_contact(
        self, user_id: int, chat_id: int, phone: str, *, of: int | None = None
    ) -> dict[str, Any]:
        """Share a phone number: one's own by the keyboard's button, or somebody else's."""
        owner = self.users[of if of is not None else user_id]
        chat, message = self._written(user_id, chat_id)
        message["contact"] = {
            "phone_number": phone,
            "first_name": owner.first_name,
            "user_id": owner.id,
        }
        return self._deliver(chat, message)

    def edit(self, user_id: int, chat_id: int, message_id: int, text: str) -> dict[str, Any]:
        """Change one's own message."""
        message = self.chats[chat_id].messages.get(message_id)
        if message is None or message.get("from", {}).get("id") != user_id:
            raise bad("message can't be edited")
        key = "text" if "text" in message else "caption"
        message[key] = text
        message["entities" if key == "text" else "caption_entities"] = typed.entities(text)
        message["edit_date"] = int(self.now())
        self.push({"edited_message": message})
        self.events.tell({"type": "edit", "chat": chat_id, "message": message})
        return message

    def delete(self, chat_id: int, message_id: int) -> None:
        """Delete a message; the bot hears nothing of it."""
        if self.chats[chat_id].messages.pop(message_id, None) is not None:
            self.events.tell({"type": "delete", "chat": chat_id, "message_id": message_id})

    def block(self, user_id: int) -> None:
        """Block the bot."""
        self._blocked(user_id, blocked=True)

    def unblock(self, user_id: int) -> None:
        """Let the bot write again."""
        self._blocked(user_id, blocked=False)

    def remove_bot(self, chat_id: int) -> None:
        """Throw the bot out of a group."""
        chat = self.chats[chat_id]
        chat.bot_inside = False
        if chat.members:
            self._membership(chat, chat.members[0], "administrator", "kicked")

    def set_language(self, user_id: int, code: str | None) -> None:
        """Change the language of somebody's app."""
        self.users[user_id].language_code = code
        self.events.tell({"type": "language", "user": user_id, "code": code})

    # The making of messages.

    def _new_id(self) -> int:
        self.next_id += 1
        return self.next_id

    def _base(self, chat: Chat) -> dict[str, Any]:
        message_id = self.next_message
        self.next_message += 1
        return {"message_id": message_id, "date": int(self.now()), "chat": chat.wire()}

    def _written(self, user_id: int, chat_id: int) -> tuple[Chat, dict[str, Any]]:
        chat, user = self.chats[chat_id], self.users[user_id]
        if chat.type == "private":
            user.started = True
        message = self._base(chat)
        message["from"] = user.wire()
        return chat, message

    def _keep(self, chat: Chat, message: dict[str, Any]) -> dict[str, Any]:
        chat.messages[message["message_id"]] = message
        self.events.tell({"type": "message", "chat": chat.id, "message": message})
        return message

    def _deliver(self, chat: Chat, message: dict[str, Any]) -> dict[str, Any]:
        """A person's message: one-time keyboards vanish, the bot gets its update."""
        if chat.keyboard is not None and chat.keyboard.get("one_time_keyboard"):
            chat.keyboard = None
            self.events.tell({"type": "keyboard", "chat": chat.id, "user": chat.id})
        self._keep(chat, message)
        if chat.bot_inside:
            self.push({"message": message})
        return message

    def _attached(self, kind: str, file: File) -> dict[str, Any]:
        if kind == "photo":
            return {"photo": self._photo(file)}
        if kind not in _FILE_KINDS:
            raise bad("unknown kind of file")
        return {kind: self.described(kind, file)}

    def _photo(self, file: File) -> list[dict[str, Any]]:
        return [
            {**self.stored(file), "width": side, "height": side, "file_size": len(file.data)}
            for side in (90, 800)
        ]

    def stored(self, file: File) -> dict[str, Any]:
        """Keep a file's bytes; its two ids."""
        file_id = f"F{secrets.token_hex(12)}"
        self.files[file_id] = file
        return {"file_id": file_id, "file_unique_id": f"U{secrets.token_hex(8)}"}

    def described(self, kind: str, file: File) -> dict[str, Any]:
        """A file as a message tells of it."""
        found: dict[str, Any] = {
            **self.stored(file),
            "file_size": len(file.data),
            "mime_type": file.mime,
        }
        if kind not in {"voice", "video_note", "sticker"}:
            found["file_name"] = file.name
        if kind in {"video", "voice", "audio", "animation", "video_note"}:
            found["duration"] = 1
        if kind in {"video", "animation", "sticker"}:
            found |= {"width": 320, "height": 240}
        if kind == "video_note":
            found["length"] = 240
            del found["mime_type"]
        if kind == "sticker":
            found |= {"type": "regular", "is_animated": False, "is_video": False}
            del found["mime_type"]
        return found

    def _blocked(self, user_id: int, *, blocked: bool) -> None:
        self.users[user_id].blocked = blocked
        states = ("member", "kicked") if blocked else ("kicked", "member")
        self._membership(self.chats[user_id], user_id, *states)
        self.events.tell({"type": "blocked", "user": user_id, "on": blocked})

    def _membership(self, chat: Chat, by: int, before: str, after: str) -> None:
        [bot] = self.bots.values()
        self.push(
            {
                "my_chat_member": {
                    "chat": chat.wire(),
                    "from": self.users[by].wire(),
                    "date": int(self.now()),
                    "old_chat_member": _member(bot.user, before),
                    "new_chat_member": _member(bot.user, after),
                }
            }
        )


def _member(user: User, status: str) -> dict[str, Any]:
    found: dict[str, Any] = {"user": user.wire(), "status": status}
    if status == "kicked":
        found["until_date"] = 0
    if status == "administrator":
        found |= dict.fromkeys(
            (
                "can_be_edited",
                "is_anonymous",
                "can_restrict_members",
                "can_promote_members",
                "can_change_info",
                "can_invite_users",
                "can_post_stories",
                "can_edit_stories",
                "can_delete_stories",
            ),
            False,
        )
        found |= dict.fromkeys(
            (
                "can_manage_chat",
                "can_delete_messages",
                "can_manage_video_chats",
                "can_send_welcome_messages",
            ),
            True
        )
    return found
