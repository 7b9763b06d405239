"""Remembers messages of the bot that a later message may replace.

In memory, per process: if the earlier message is not known, the later one is sent below it.
"""

from collections import OrderedDict

from msgspec import Struct

MOST = 2_000  # chats; the one used longest ago is dropped first


class ShownMessage(Struct, frozen=True, kw_only=True):
    """A message: its id, what it shows, and when it was sent (`at`, in seconds).

    `what` is the id of the draft whose question it shows, or the command that it answers.
    """

    message_id: int
    what: str
    at: float = 0.0


class ShownMessages:
    """The newest replaceable message of each private chat."""

    def __init__(self) -> None:
        self._by_chat: OrderedDict[int, ShownMessage] = OrderedDict()

    def remember(self, chat: int, message_id: int, what: str, *, at: float = 0.0) -> None:
        """Record the newest message of a chat."""
        self._by_chat.pop(chat, None)
        self._by_chat[chat] = ShownMessage(message_id=message_id, what=what, at=at)
        if len(self._by_chat) > MOST:
            self._by_chat.popitem(last=False)

    def showing(self, chat: int, what: str, *, after: float = -1.0) -> int | None:
        """The id of the chat's message if it shows `what` and was sent after `after`; else None."""
        found = self._by_chat.get(chat)
        if found is None or found.what != what or found.at <= after:
            return None
        return found.message_id
