"""Whose an update is: a press by the tag of its button, a command by its name, in one look.

The library asks each handler in turn, and more than two hundred wait for presses and commands.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from telegram import MessageEntity, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler

from handlers.core.context import App, Context

Handler = BaseHandler[Update, Context, None]


class Router(BaseHandler[Update, Context, None]):
    """Many handlers as one; those of a key are asked in the order they were added in.

    `key_in` gives an update's key, None where it is nothing for any of them. Handlers without a key
    take what nobody else wants.
    """

    def __init__(
        self,
        handlers: Mapping[str, Sequence[Handler]],
        rest: Sequence[Handler],
        key_in: Callable[[Update], str | None],
    ) -> None:
        super().__init__(self._nobody)
        self._by_key = handlers
        self._rest = rest
        self._key_in = key_in

    @property
    def handlers(self) -> frozenset[Handler]:
        """Those that it stands for."""
        return frozenset(chain(self._rest, *self._by_key.values()))

    def check_update(self, update: object) -> tuple[Handler, object] | None:
        """Whose it is, and what that handler made of it."""
        if not isinstance(update, Update) or (key := self._key_in(update)) is None:
            return None
        for handler in chain(self._by_key.get(key, ()), self._rest):
            if found := handler.check_update(update):
                return handler, found
        return None

    async def handle_update(
        self, update: Update, application: App, check_result: Any, context: Context
    ) -> None:
        """Let that handler have it."""
        handler, found = check_result
        await handler.handle_update(update, application, found, context)

    @staticmethod
    async def _nobody(_update: Update, _context: Context) -> None:
        raise AssertionError("each update goes to a handler of its own")


def gather(app: App, group: int = 0) -> None:
    """Put all handlers of presses and of commands that were added to a group first, as two.

    No other one takes a press; of the others the first that would take a command comes after all.
    """
    added = list(app.handlers[group])
    presses = [each for each in added if isinstance(each, CallbackQueryHandler)]
    commands = [each for each in added if isinstance(each, CommandHandler)]
    for handler in added:
        app.remove_handler(handler, group)
    app.add_handler(_gathered(((_tags(each), each) for each in presses), tag_in), group)
    app.add_handler(_gathered(((each.commands, each) for each in commands), command_in), group)
    app.add_handlers([each for each in added if each not in {*presses, *commands}], group)


def tag_in(update: Update) -> str | None:
    """The tag of the button that was pressed; empty where it has none."""
    query = update.callback_query
    return None if query is None else (query.data or "").partition(":")[0]


def command_in(update: Update) -> str | None:
    """The name of the command that a message begins with, as the library reads it."""
    message = update.message or update.edited_message
    if message is None or not message.entities or not message.text:
        return None
    first = message.entities[0]
    if first.type != MessageEntity.BOT_COMMAND or first.offset:
        return None
    return message.text[1 : first.length].partition("@")[0].lower()


def _gathered(
    handlers: Iterable[tuple[Iterable[str], Handler]], key_in: Callable[[Update], str | None]
) -> Router:
    by_key: dict[str, list[Handler]] = {}
    rest = []
    for keys, handler in handlers:
        if not keys:
            rest.append(handler)
        for key in keys:
            by_key.setdefault(key, []).append(handler)
    return Router(by_key, rest, key_in)


def _tags(handler: CallbackQueryHandler[Context, None]) -> tuple[str, ...]:
    """The tag of the buttons that a handler waits for: its pattern is a button's, or knows it.

    A press without a tag the library gives to any of them.
    """
    pattern: Any = handler.pattern
    return () if pattern is None else (getattr(pattern, "__self__", pattern).tag, "")
