"""Route button presses and commands: one handler of the library looks up ours in a table.

The library would call more than two hundred handlers in turn to find the right one.
"""

from typing import Any

from msgspec.structs import replace
from telegram import Update
from telegram.ext import BaseHandler

from handlers.core import incoming, presses
from handlers.core.context import App, Context
from handlers.core.router import GROUPS, PRIVATE, Handler, Router

Found = tuple[Handler, list[str] | None]  # a handler, and the words behind a command


class Dispatch(BaseHandler[Update, Context, None]):
    """Handles all button presses and known commands; `unknown` gets presses without a handler."""

    def __init__(self, router: Router, unknown: Handler) -> None:
        super().__init__(unknown)
        self._router = router

    def check_update(self, update: object) -> Found | None:
        """The handler and the command's arguments; None for other updates."""
        if not isinstance(update, Update):
            return None
        query = update.callback_query
        if query is not None:
            data, chat = query.data or "", query.message.chat if query.message else None
            if not self._router.works_in(data, chat):
                return presses.not_for_you, None
            return self._router.of_press(data) or self.callback, None
        handler = self._router.of_command(update)
        if handler is None:
            return None
        assert update.message is not None  # `of_command` needs its text
        return handler, (update.message.text or "").split()[1:]

    async def handle_update(
        self,
        update: Update,
        application: App,  # noqa: ARG002 - part of the library's interface
        check_result: Any,
        context: Context,
    ) -> None:
        """Call the handler that `check_update` found."""
        handler, context.args = check_result
        caller, message = context.handling.caller, update.message
        if caller is not None and message is not None and message.via_bot is not None:
            by_hand = self._router.is_material(handler)
            context.handling.caller = replace(caller, by_hand=by_hand)
        query = update.callback_query
        in_group = query is not None and query.message and GROUPS.holds(query.message.chat)
        if in_group and not await presses.is_for_them(update, context):
            handler = presses.not_for_you
        if message is not None and query is None and self._leaves_words(handler, update, context):
            await self._router.words_left(handler, update, context)
        else:
            await handler(update, context)

    def _leaves_words(self, handler: Handler, update: Update, context: Context) -> bool:
        """Whether something stands behind a command that does not take it."""
        if not context.args or not PRIVATE.holds(update.effective_chat):
            return False
        behind = incoming.given(update, context.profile)
        return self._router.leaves[handler](context, behind)


def add_handlers(app: App, router: Router, unknown: Handler) -> None:
    """Add the dispatcher first, then the router's other handlers in their order."""
    app.add_handler(Dispatch(router, unknown))
    for handler, group in router.others:
        app.add_handler(handler, group)
