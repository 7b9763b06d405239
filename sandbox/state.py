"""The state of the world, and the basic operations on it."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from sandbox.events import Events
from sandbox.faults.rules import Faults
from sandbox.world import Bot, Chat, Json, Kept, Press, User

Check = Callable[[str, Json], object]
_UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class State:
    """One bot, people and chats.

    Each of `checks` is called with "Update" or "Message" and the JSON: tests validate it with other
    libraries' models of the Bot API.
    """

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self.bots: dict[str, Bot] = {}
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, Kept] = {}
        self.paths: dict[str, Kept] = {}
        self.presses: dict[str, Press] = {}
        self.inline: dict[str, Json | None] = {}  # inline queries and how they were answered
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.refused: list[tuple[str, dict[str, Any], str]] = []
        self.checks: list[Check] = []
        self.events = Events()
        self.faults = Faults(now)
        self.next_message = 1
        self.next_id = 5_000_001
        self.arrived = asyncio.Event()  # wakes polls
        self.webhook_woken = asyncio.Event()  # wakes webhook delivery
        self.answered = asyncio.Event()

    @property
    def bot(self) -> Bot:
        """The bot of this world."""
        [bot] = self.bots.values()
        return bot

    def push(self, update: Json) -> int:
        """Put an update into the bot's queue; returns its id, 0 if this kind is not allowed."""
        bot = self.bot
        [kind] = update
        if kind not in bot.allowed if bot.allowed else kind in _UNASKED:
            return 0
        update_id = self.put(update)
        self.made("Update", bot.queue[-1][1])
        return update_id

    def put(self, update: Json) -> int:
        """Put any update into the queue, allowed or not, valid or not."""
        bot = self.bot
        update_id = bot.next_update
        bot.next_update += 1
        bot.queue.append((self.now(), {"update_id": update_id, **update}))
        self.wake()
        return update_id

    def wake(self) -> None:
        """Wake polls and webhook delivery."""
        self.arrived.set()
        self.webhook_woken.set()

    def base(self, chat: Chat, user: User | None = None) -> Json:
        """The common fields of a message, by a user or by the chat itself."""
        message: Json = {
            "message_id": self.next_message,
            "date": int(self.now()),
            "chat": chat.wire(),
        }
        self.next_message += 1
        if user is not None:
            message["from"] = user.wire()
        return message

    def keep(self, chat: Chat, message: Json) -> Json:
        """Store a message in its chat."""
        chat.messages[message["message_id"]] = message
        self.made("Message", message)
        self.events.tell({"type": "message", "chat": chat.id, "message": message})
        return message

    def replace(self, chat: Chat, message: Json) -> Json:
        """Replace a message by its edited version."""
        chat.messages[message["message_id"]] = message
        self.made("Message", message)
        self.events.tell({"type": "edit", "chat": chat.id, "message": message})
        return message

    def delete(self, chat_id: int, message_id: int) -> None:
        """Delete a message; the bot gets no update."""
        if self.chats[chat_id].messages.pop(message_id, None) is not None:
            self.events.tell({"type": "delete", "chat": chat_id, "message_id": message_id})

    def made(self, kind: str, thing: Json) -> None:
        """Pass an object to all checks."""
        for check in self.checks:
            check(kind, thing)

    def new_id(self) -> int:
        """An id for a new account."""
        self.next_id += 1
        return self.next_id
