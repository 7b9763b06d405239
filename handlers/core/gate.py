"""Runs before every handler: drops updates from channels, bots and anonymous senders."""

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, TypeHandler

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.router import Router

FIRST = -100  # the group of handlers that runs before all others


async def on_any(update: Update, ctx: Context) -> None:
    """Set `ctx.handling.caller`, or stop: no handler runs for a group, a channel or a bot."""
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
    """Register the gate in the first group of handlers."""
    router.other(TypeHandler(Update, on_any), group=FIRST)
