"""Messages of the bot's that a later one may take the place of, as far as this process sent them.

Kept in memory alone: where one is not known, the later message simply stands below it.
"""

from collections import OrderedDict

from msgspec import Struct

MOST = 10_000  # chats; the longest silent one is forgotten first


class ShownMessage(Struct, frozen=True, kw_only=True):
    """A message: its id, what it shows, and when it was sent.

    `what` is the id of the draft whose question it is, or the command that it answers.
    """

    message_id: int
    what: str
    at: float = 0.0


class ShownMessages:
    """The newest such message of each private chat."""

    def __init__(self) -> None:
        self._by_chat: OrderedDict[int, ShownMessage] = OrderedDict()

    def remember(self, chat: int, message_id: int, what: str, *, at: float = 0.0) -> None:
        """This message is the newest of its kind in a chat."""
        self._by_chat.pop(chat, None)
        self._by_chat[chat] = ShownMessage(message_id=message_id, what=what, at=at)
        if len(self._by_chat) > MOST:
            self._by_chat.popitem(last=False)

    def showing(self, chat: int, what: str, *, after: float = -1.0) -> int | None:
        """The message, if it shows this and was sent after this moment."""
        found = self._by_chat.get(chat)
        if found is None or found.what != what or found.at <= after:
            return None
        return found.message_id
