"""Messages of the bot's that a later one may take the place of, as far as this process sent them.

Kept in memory alone: where one is not known, the later message simply stands below it.
"""

from collections import OrderedDict

from msgspec import Struct

MOST = 10_000  # chats; the longest silent one is forgotten first


class Shown(Struct, frozen=True, kw_only=True):
    """A message: its id, the draft whose question it shows, and when it was sent."""

    message_id: int
    draft: str = ""
    at: float = 0.0


class ShownMessages:
    """The newest such message of each private chat."""

    def __init__(self) -> None:
        self._by_chat: OrderedDict[int, Shown] = OrderedDict()

    def remember(self, chat: int, message_id: int, *, draft: str = "", at: float = 0.0) -> None:
        """This message is the newest of its kind in a chat."""
        self._by_chat.pop(chat, None)
        self._by_chat[chat] = Shown(message_id=message_id, draft=draft, at=at)
        if len(self._by_chat) > MOST:
            self._by_chat.popitem(last=False)

    def of_draft(self, chat: int, draft: str) -> int | None:
        """The message with the question of this draft, if it is known."""
        found = self._by_chat.get(chat)
        return found.message_id if found is not None and found.draft == draft else None

    def since(self, chat: int, at: float) -> int | None:
        """The message, if it was sent at this moment or later."""
        found = self._by_chat.get(chat)
        return found.message_id if found is not None and found.at >= at else None
