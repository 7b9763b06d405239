"""Before every handler: a real sender, in a place where we listen; others are passed over."""

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, TypeHandler

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.router import Router

FIRST = -100  # the group of handlers that runs before all others


async def on_any(update: Update, ctx: Context) -> None:
    """Let a person in, or stop here: groups, channels and bots are nobody."""
    if update.my_chat_member is not None or update.inline_query is not None:
        user = update.effective_user
    else:
        user = incoming.sender(update)
    if user is None:
        raise ApplicationHandlerStop
    chat = update.effective_chat
    if chat is not None and chat.type == ChatType.CHANNEL:
        raise ApplicationHandlerStop
    ctx.handling.caller = incoming.caller(user, ctx.services)


def register(router: Router) -> None:
    """The gate stands before everything."""
    router.other(TypeHandler(Update, on_any), group=FIRST)
