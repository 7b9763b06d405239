"""Whose a press is, by the tag of its button: one look, however many handlers there are.

The library asks each handler in turn, and more than a hundred wait for presses.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from handlers.context import App, Context

Handler = CallbackQueryHandler[Context, None]


class Presses(BaseHandler[Update, Context, None]):
    """All handlers of presses as one; those of a tag are asked in the order they were added in.

    Those without a pattern take what nobody else wants.
    """

    def __init__(self, handlers: Sequence[Handler]) -> None:
        super().__init__(self._nobody)
        self._all = tuple(handlers)
        self._rest = [handler for handler in handlers if handler.pattern is None]
        self._by_tag: dict[str, list[Handler]] = {}
        for handler in handlers:
            if handler.pattern is not None:
                self._by_tag.setdefault(_tag(handler), []).append(handler)

    def check_update(self, update: object) -> tuple[Handler, object] | None:
        """Whose it is, and what that handler made of it."""
        if not isinstance(update, Update) or update.callback_query is None:
            return None
        data = update.callback_query.data
        asked = self._by_tag.get(data.partition(":")[0], ()) if data else self._all
        for handler in chain(asked, self._rest):
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
        raise AssertionError("a press goes to a handler of its own")


def gather(app: App, group: int = 0) -> None:
    """Put all handlers of presses that were added to a group into one."""
    found = [each for each in app.handlers[group] if isinstance(each, CallbackQueryHandler)]
    for handler in found:
        app.remove_handler(handler, group)
    app.add_handler(Presses(found), group)


def _tag(handler: Handler) -> str:
    """The tag of the buttons that a handler waits for: its pattern is a button's, or knows it."""
    pattern: Any = handler.pattern
    tag: str = getattr(pattern, "__self__", pattern).tag
    return tag
