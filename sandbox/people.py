"""Actions of people: write, press, send files, forward, block; each makes an update for the bot."""

import secrets
from collections.abc import Sequence

from sandbox.cast import Cast, wording
from sandbox.chats import members, privacy, topics
from sandbox.limits import TEXT, bad
from sandbox.messages import copies, files
from sandbox.methods import reach
from sandbox.world import Chat, File, Json, Press

GROUP_ANONYMOUS = (1087968824, ("Group", "GroupAnonymousBot"))
CHANNEL = (136817688, ("Channel", "Channel_Bot"))


class People(Cast):
    """Actions of people in the world (`sandbox.telegram.Telegram`).

    Actions that Telegram's apps do not allow raise a Fault.
    """

    def say(
        self,
        user_id: int,
        chat_id: int,
        text: str,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Json:
        """Send a text, unchanged: modified clients can send anything."""
        if len(text) > TEXT:
            raise bad("message is too long")
        if not text:
            raise bad("message text is empty")
        content = wording(text, "text")
        return self.send(user_id, chat_id, content, reply_to=reply_to, thread=thread)

    def send(
        self,
        user_id: int,
        chat_id: int,
        content: Json,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Json:
        """Send any content in the Bot API's JSON: a place, a poll, a dice. Unblocks the bot.

        `thread` is the topic of a forum.
        """
        chat = self._written(user_id, chat_id)
        message = {**self.base(chat, self.users[user_id]), **content}
        message |= reach.topic_of(chat, thread)
        if reply_to is not None and reply_to in chat.messages:
            message["reply_to_message"] = copies.without_reply(chat.messages[reply_to])
        chat.seen[user_id] = message["message_id"]
        if chat.keyboard is not None and chat.keyboard.get("one_time_keyboard"):
            chat.keyboard = None
            self.events.tell({"type": "keyboard", "chat": chat.id, "user": None})
        self.keep(chat, message)
        if privacy.reaches_bot(self, chat, message):
            self.push({"message": message})
        return message

    def say_masked(self, chat_id: int, text: str, *, by: int | None = None) -> Json:
        """Write in a group as an anonymous administrator, or `by` a channel, or its forward."""
        chat = self.chats[chat_id]
        mask = chat if by is None else self.chats[by]
        number, name = GROUP_ANONYMOUS if by is None else CHANNEL
        message = {
            **self.base(chat),
            "from": {"id": number, "is_bot": True, "first_name": name[0], "username": name[1]},
            "sender_chat": mask.wire(),
            **wording(text, "text"),
        }
        self.keep(chat, message)
        if privacy.reaches_bot(self, chat, message):
            self.push({"message": message})
        return message

    def press(self, user_id: int, chat_id: int, message_id: int, data: str) -> str:
        """Press a button with any data: modified clients can send anything."""
        chat = self._inside(user_id, chat_id)
        message = chat.messages.get(message_id)
        if message is None:
            raise bad("message not found")
        chat.seen[user_id] = max(chat.seen.get(user_id, 0), message_id)
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
        labels = []
        for message in reversed(self.chats[chat_id].messages.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    labels.append(button["text"])
                    if button["text"] == label and "callback_data" in button:
                        return self.press(
                            user_id, chat_id, message["message_id"], button["callback_data"]
                        )
        raise LookupError(f"no button {label!r} among {labels}")

    def upload(
        self,
        user_id: int,
        chat_id: int,
        parts: Sequence[File],
        *,
        kind: str = "document",
        caption: str | None = None,
    ) -> list[Json]:
        """Send files; several are an album, the caption on its first part."""
        groups = len(parts) > 1 and kind in {"photo", "video", "document", "audio"}
        album = {"media_group_id": str(secrets.randbits(53))} if groups else {}
        sent = []
        for number, file in enumerate(parts):
            content = files.attached(self, kind, file) | album
            sent.append(
                self.send(
                    user_id,
                    chat_id,
                    content | wording(None if number else caption, "caption"),
                )
            )
        return sent

    def forward(self, user_id: int, chat_id: int, from_chat_id: int, message_id: int) -> Json:
        """Forward a message, with its origin."""
        source = self.chats[from_chat_id]
        original = source.messages.get(message_id)
        if original is None:
            raise bad("message to forward not found")
        if original.get("has_protected_content"):
            raise bad("message can't be forwarded")
        if source.type != "channel":
            self._inside(user_id, from_chat_id)
        return self.send(user_id, chat_id, copies.forwarded(self, source, original))

    def share_contact(
        self, user_id: int, chat_id: int, phone: str, *, of: int | None = None
    ) -> Json:
        """Share a phone number: one's own by the keyboard's button, or somebody else's."""
        owner = self.users[of if of is not None else user_id]
        contact = {"phone_number": phone, "first_name": owner.first_name, "user_id": owner.id}
        if owner.last_name:
            contact["last_name"] = owner.last_name
        return self.send(user_id, chat_id, {"contact": contact})

    def edit(self, user_id: int, chat_id: int, message_id: int, text: str) -> Json:
        """Edit one's own message."""
        chat = self._inside(user_id, chat_id)
        message = chat.messages.get(message_id)
        if message is None or message.get("from", {}).get("id") != user_id:
            raise bad("message can't be edited")
        if "forward_origin" in message:
            raise bad("message can't be edited")
        name = "text" if "text" in message else "caption"
        old = {"text", "entities"} if name == "text" else {"caption", "caption_entities"}
        kept = {key: value for key, value in message.items() if key not in old}
        edited = {**kept, **wording(text, name), "edit_date": int(self.now())}
        self.replace(chat, edited)
        if privacy.reaches_bot(self, chat, edited):
            self.push({"edited_message": edited})
        return edited

    def take_back(self, user_id: int, chat_id: int, message_id: int) -> None:
        """Delete one's own message, or any in the private chat; the bot gets no update."""
        chat = self._inside(user_id, chat_id)
        message = chat.messages.get(message_id)
        if message is None:
            raise bad("message to delete not found")
        if chat.type != "private" and message.get("from", {}).get("id") != user_id:
            raise bad("message can't be deleted")
        self.delete(chat_id, message_id)

    def ask_inline(self, user_id: int, query: str, *, offset: str = "") -> str:
        """Type `@bot query` in a chat; returns the query's id."""
        query_id = secrets.token_hex(8)
        self.inline[query_id] = None
        asked = {"id": query_id, "query": query, "offset": offset, "chat_type": "sender"}
        self.push({"inline_query": {**asked, "from": self.users[user_id].wire()}})
        return query_id

    def block(self, user_id: int) -> None:
        """Block the bot."""
        if not self.users[user_id].blocked:
            self._block(user_id, blocked=True)

    def unblock(self, user_id: int) -> None:
        """Unblock the bot."""
        if self.users[user_id].blocked:
            self._block(user_id, blocked=False)

    def deactivate(self, user_id: int) -> None:
        """Delete somebody's account."""
        self.users[user_id].deactivated = True

    def remove_bot(self, chat_id: int) -> None:
        """Remove the bot from a group."""
        chat = self.chats[chat_id]
        before = members.standing(chat)
        chat.bot_inside = False
        if chat.members:
            members.tell(self, chat, self.users[chat.members[0]], before, "kicked")

    def mute_bot(self, chat_id: int) -> None:
        """Forbid the bot to write in a group."""
        chat = self.chats[chat_id]
        before = members.standing(chat)
        chat.bot_muted, chat.bot_admin = True, False
        members.tell(self, chat, self.users[chat.members[0]], before, members.standing(chat))

    def demote_bot(self, chat_id: int) -> None:
        """Demote the bot to a plain member, which may not make topics."""
        chat = self.chats[chat_id]
        before = members.standing(chat)
        chat.bot_admin = False
        members.tell(self, chat, self.users[chat.members[0]], before, members.standing(chat))

    def delete_topic(self, chat_id: int, topic_id: int) -> None:
        """Delete a topic of a forum with its messages; the bot gets no update."""
        topics.delete(self, self.chats[chat_id], topic_id)

    def set_language(self, user_id: int, code: str | None) -> None:
        """Change the language of somebody's app."""
        self.users[user_id].language_code = code
        self.events.tell({"type": "language", "user": user_id, "code": code})

    def _inside(self, user_id: int, chat_id: int) -> Chat:
        chat = self.chats[chat_id]
        inside = user_id == chat_id if chat.type == "private" else user_id in chat.members
        if not inside:
            raise bad("user is not a member of the chat")
        return chat

    def _written(self, user_id: int, chat_id: int) -> Chat:
        chat, user = self._inside(user_id, chat_id), self.users[user_id]
        if chat.moved_to is not None:
            raise bad("group chat was upgraded to a supergroup chat")
        if chat.type == "private":
            self.unblock(user_id)  # apps require it before writing
            user.started = True
        return chat

    def _block(self, user_id: int, *, blocked: bool) -> None:
        user = self.users[user_id]
        user.blocked = blocked
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        members.tell(self, self.chats[user_id], user, before, after)
        self.events.tell({"type": "blocked", "user": user_id, "on": blocked})
