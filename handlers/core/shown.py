"""The newest message with a question in each private chat, as far as this process has sent it.

Kept in memory alone: where it is not known, a later question simply stands below the earlier one.
"""

from collections import OrderedDict

MOST = 10_000  # chats; the longest silent one is forgotten first


class ShownQuestions:
    """By chat: the id of the message."""

    def __init__(self) -> None:
        self._by_chat: OrderedDict[int, int] = OrderedDict()

    def remember(self, chat: int, message_id: int | None) -> None:
        """This message shows the open question of a chat; None: nobody knows which does."""
        self._by_chat.pop(chat, None)
        if message_id is None:
            return
        self._by_chat[chat] = message_id
        if len(self._by_chat) > MOST:
            self._by_chat.popitem(last=False)

    def of(self, chat: int) -> int | None:
        """The message with the question of a chat, if it is known."""
        return self._by_chat.get(chat)
