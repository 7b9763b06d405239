"""The world of the sandbox: Telegram in memory, with people who act and a bot that calls."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import Any

from sandbox import methods
from sandbox.events import Events
from sandbox.limits import UPDATES, Fault, Reply, bad
from sandbox.people import People
from sandbox.world import Bot, Chat, File, Press, User

__all__ = ["Chat", "File", "Reply", "Telegram", "User"]


class Telegram(People):
    """One bot and the people around it. People act by methods here, the bot by `call`."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self.bots: dict[str, Bot] = {}
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.presses: dict[str, Press] = {}
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.events = Events()
        self.next_message = 1
        self.next_id = 5_000_001
        self.arrived = asyncio.Event()

    # The bot's side.

    def call(
        self,
        token: str,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, File] | None = None,
    ) -> Reply:
        """One call of the Bot API, answered at once and strictly."""
        bot = self.bots.get(token)
        if bot is None:
            return Fault(401, "Unauthorized").reply()
        name = method.lower()
        found = methods.ALL.get(name)
        if found is None:
            return Fault(404, "Not Found: method not found").reply()
        if name not in methods.QUIET:
            self.sent.append((method, dict(params or {})))
        try:
            return Reply.ok(found(self, bot, methods.Call(dict(params or {}), dict(files or {}))))
        except Fault as fault:
            return fault.reply()

    def take_updates(
        self, token: str, limit: int = UPDATES, offset: int | None = None
    ) -> list[dict[str, Any]]:
        """What waits for the bot. An offset forgets everything before it and keeps the rest, as
        Telegram does; without one, what is taken is gone.
        """
        bot = self.bots[token]
        if offset is not None:
            bot.queue = [update for update in bot.queue if update["update_id"] >= offset]
            return bot.queue[:limit]
        taken, bot.queue = bot.queue[:limit], bot.queue[limit:]
        return taken

    async def wait_updates(
        self,
        token: str,
        offset: int | None,
        limit: int,
        timeout: float,  # noqa: ASYNC109
    ) -> list[dict[str, Any]]:
        """getUpdates: wait for something at most so many seconds. A second poller gets a 409."""
        bot = self.bots[token]
        if bot.webhook.get("url"):
            raise Fault(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if bot.polling:
            raise Fault(
                409,
                "Conflict: terminated by other getUpdates request; make sure that "
                "only one bot instance is running",
            )
        bot.polling = True
        try:
            until = time.monotonic() + timeout
            while True:
                found = self.take_updates(token, limit, offset or 0)  # kept until confirmed
                left = until - time.monotonic()
                if found or left <= 0:
                    return found
                self.arrived.clear()
                try:
                    async with asyncio.timeout(left):
                        await self.arrived.wait()
                except TimeoutError:
                    continue
        finally:
            bot.polling = False

    def push(self, update: dict[str, Any]) -> int:
        """Put an update into the bot's queue; returns its id."""
        [bot] = self.bots.values()
        update_id = bot.next_update
        bot.next_update += 1
        bot.queue.append({"update_id": update_id, **update})
        self.arrived.set()
        return update_id

    def inject(self, token: str, update: dict[str, Any]) -> int:
        """Put any update into the bot's queue, however odd."""
        if token not in self.bots:
            raise bad("unknown bot")
        return self.push(update)

    def file_bytes(self, path: str) -> bytes:
        """The bytes behind a `file_path`."""
        file = self.files.get(path.rpartition("/")[2])
        if file is None:
            raise Fault(404, "Not Found")
        return file.data

    # What tests and the page look at.

    def messages(self, chat_id: int) -> list[dict[str, Any]]:
        """A chat as it now stands, edits applied."""
        chat = self.chats.get(chat_id)
        return list(chat.messages.values()) if chat else []

    def listen(self, after: int | None = None) -> AsyncGenerator[tuple[int, dict[str, Any]], None]:
        """Everything that happens from now on, or after the event of this number."""
        return self.events.listen(after)
