"""The world of the sandbox: Telegram in memory, with people who act and a bot that calls."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from typing import Any

from sandbox import updates
from sandbox.events import Told
from sandbox.faults.rules import Kind
from sandbox.limits import UPDATES, Fault, Reply, bad
from sandbox.methods.call import Call
from sandbox.methods.table import METHODS, NOT_RECORDED
from sandbox.people import People
from sandbox.world import Chat, File, Json, User

__all__ = ["Chat", "File", "Reply", "Telegram", "User"]


class Telegram(People):
    """One bot and its people. People act by the methods here, the bot by `call`.

    `sent` records the bot's calls (except getMe and getUpdates), `refused` those answered with an
    error, with its message. Simulated faults are in `faults`.
    """

    def call(
        self,
        token: str,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, File] | None = None,
    ) -> Reply:
        """One call of the Bot API, validated strictly; raises Broken for a simulated fault."""
        if token not in self.bots:
            return Fault(401, "Unauthorized").reply()
        found = METHODS.get(method.lower())
        if found is None:
            return Fault(404, "Not Found: method not found").reply()
        name, run = found
        given = dict(params or {})

        def act() -> Reply:
            if name not in NOT_RECORDED:
                self.sent.append((method, given))
            try:
                return Reply.ok(run(self, Call(given, files or {})))
            except Fault as fault:
                self.refused.append((method, given, fault.description))
                return fault.reply()

        hit = self.faults.meet(name, given)
        return act() if hit is None else self.faults.suffer(hit, self._strike, act)

    def _strike(self, kind: Kind, chat_id: int | None) -> None:
        """The effect of a fault on a chat: its person blocks the bot, its group is migrated."""
        chat = self.chats.get(chat_id or 0)
        if chat is None or chat.moved_to is not None:
            return
        if kind is Kind.BLOCKED and chat.type == "private":
            self.block(chat.id)
        elif kind is Kind.MIGRATED and chat.type == "supergroup":
            self.move_group(chat.id)

    def take_updates(
        self, token: str, limit: int = UPDATES, offset: int | None = None
    ) -> list[Json]:
        """The waiting updates; an offset deletes all before it, as in Telegram.

        Without an offset, returned updates are deleted.
        """
        self._know(token)
        if offset is not None:
            return updates.fetch(self, offset, limit)
        return updates.take(self, limit)

    async def wait_updates(
        self,
        token: str,
        offset: int | None,
        limit: int,
        timeout: float,  # noqa: ASYNC109 - Telegram's own name for it
    ) -> list[Json]:
        """getUpdates: wait for updates at most this many seconds. A second poller gets a 409."""
        self._know(token)
        return await updates.wait(
            self, lambda: self.take_updates(token, limit, offset or 0), timeout
        )

    async def wait_answer(self, query_id: str, seconds: float) -> Json | None:
        """The answer to a press; None if there was none within this many seconds."""
        press = self.presses[query_id]
        try:
            async with asyncio.timeout(seconds):
                while press.answer is None:
                    self.answered.clear()
                    await self.answered.wait()
        except TimeoutError:
            return None
        return press.answer

    def inject(self, token: str, update: Json) -> int:
        """Put any update into the bot's queue, valid or not."""
        self._know(token)
        return self.put(update)

    def file_bytes(self, path: str) -> bytes:
        """The bytes behind a `file_path`."""
        kept = self.paths.get(path)
        if kept is None:
            raise Fault(404, "Not Found")
        return kept.file.data

    def messages(self, chat_id: int) -> list[Json]:
        """The messages of a chat, with edits applied."""
        chat = self.chats.get(chat_id)
        return list(chat.messages.values()) if chat else []

    def listen(self, after: int | None = None) -> AsyncGenerator[Told, None]:
        """All events from now on, or after the event with this number."""
        return self.events.listen(after)

    def _know(self, token: str) -> None:
        if token not in self.bots:
            raise bad("unknown bot")
