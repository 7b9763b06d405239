"""Finds the handler of a press by the button's tag, and of a command by its name."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Chat, Message, MessageEntity, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler
from telegram.ext.filters import BaseFilter, Entity, MessageFilter

from conversation.form import Given
from handlers.core.context import Context
from handlers.ui.callbacks import Button, Go

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]
Leaves = Callable[[Context, Given], bool]
"""Whether a command leaves what stands behind it to be handled as a message of its own."""


def takes_all(_ctx: Context, _behind: Given) -> bool:
    """The command reads everything behind it."""
    return False


def takes_nothing(_ctx: Context, _behind: Given) -> bool:
    """The command reads nothing behind it."""
    return True


class ChatsOf(MessageFilter):
    """A filter by the type of the chat; the library applies it to messages, we to presses."""

    def __init__(self, *types: str) -> None:
        super().__init__()
        self.types = frozenset(types)

    def filter(self, message: Message) -> bool:
        """Whether the message is in a chat of one of the types."""
        return self.holds(message.chat)

    def holds(self, chat: Chat | None) -> bool:
        """Whether the chat has one of the types; False for None."""
        return chat is not None and chat.type in self.types


PRIVATE = ChatsOf(ChatType.PRIVATE)
GROUPS = ChatsOf(ChatType.GROUP, ChatType.SUPERGROUP)
ANYWHERE = ChatsOf(*PRIVATE.types, *GROUPS.types)
_ADDRESSES = (MessageEntity.URL, MessageEntity.TEXT_LINK)
ADDRESS = Entity(_ADDRESSES[0]) | Entity(_ADDRESSES[1])
"""Messages with an address in their text."""


class Router:
    """Tables that the `register` function of each package fills; one handler per key.

    `buttons` is by tag, `where` has the chats in which each tag works; `places` is by the payload
    of a `Go` button and works in private chats only. `others` are handlers of the library for
    everything else, in their order, each with its group. `words_left` runs a command that leaves
    what stands behind it, and handles that.
    """

    def __init__(self) -> None:
        self.buttons: dict[str, Handler] = {}
        self.where: dict[str, ChatsOf] = {}
        self.places: dict[str, Handler] = {}
        self.commands: dict[str, list[tuple[BaseFilter, Handler]]] = {}
        self.material: set[Handler] = set()
        self.leaves: dict[Handler, Leaves] = {}
        self.words_left: Callable[[Handler, Update, Context], Coroutine[Any, Any, None]]
        self.others: list[tuple[BaseHandler[Any, Context, None], int]] = []

    def button(self, kind: type[Button], handler: Handler, where: ChatsOf = PRIVATE) -> None:
        """Register the handler for one kind of button; in other chats a press is refused."""
        assert kind.tag not in self.buttons, kind.tag
        self.buttons[kind.tag] = handler
        self.where[kind.tag] = where

    def place(self, where: str, handler: Handler) -> None:
        """Register the handler for the `Go` button that leads to this place."""
        data = Go(where=where).pack()
        assert data not in self.places, data
        self.places[data] = handler

    def command(
        self,
        name: str,
        handler: Handler,
        where: BaseFilter = PRIVATE,
        *,
        material: bool = False,
        leaves: Leaves = takes_all,
    ) -> None:
        """Register the handler for a command in new messages; edited messages are no commands.

        `leaves`: whether what stands behind it is a message of its own, which is handled after the
        command (`words_left`).

        `material`: what stands behind it is material of a report, whoever wrote it, so that staff
        may send it by way of an inline bot, too.
        """
        self.commands.setdefault(name, []).append((where, handler))
        if material:
            self.material.add(handler)
        self.leaves[handler] = leaves

    def is_material(self, handler: Handler) -> bool:
        """Whether the text after this handler's command is material of a report."""
        return handler in self.material

    def other(self, handler: BaseHandler[Any, Context, None], group: int = 0) -> None:
        """Register a handler of the library for other updates than presses and known commands."""
        self.others.append((handler, group))

    def of_press(self, data: str) -> Handler | None:
        """The handler for the data of a button; None if it is unknown or forged."""
        return self.places.get(data) or self.buttons.get(data.partition(":")[0])

    def of_place(self, where: str) -> Handler | None:
        """The handler for the `Go` button that leads to this place; None if there is none."""
        return self.places.get(Go(where=where).pack()) if where else None

    def works_in(self, data: str, chat: Chat | None) -> bool:
        """Whether a button with this data works in this chat; an unknown one only in private."""
        return self.where.get(data.partition(":")[0], PRIVATE).holds(chat)

    def of_command(self, update: Update) -> Handler | None:
        """The handler for the command that a message begins with; None if there is none.

        Parsed as the library's CommandHandler does: a command to another bot has no handler. A
        forwarded message is content, never a command.
        """
        message = update.message
        if message is None or not message.entities or not message.text:
            return None
        if message.forward_origin is not None:
            return None
        first = message.entities[0]
        if first.type != MessageEntity.BOT_COMMAND or first.offset:
            return None
        us = message.get_bot().username
        name, bot = [*message.text[1 : first.length].split("@"), us][:2]
        if bot.lower() != us.lower():
            return None
        known = self.commands.get(name.lower(), ())
        return next((handler for where, handler in known if where.check_update(update)), None)
