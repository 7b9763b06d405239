"""Checks whether a press in a group is allowed.

A member of a group can send any data as a press on any of our messages there. So a button works in
private chats only, unless its handler is registered for groups, and in a group only for staff.
"""

from markupsafe import escape
from telegram import Update

from handlers.core.context import Context
from handlers.core.reply import answer
from handlers.ui.markup import Screen
from usecases.network import group_bindings


async def not_for_you(update: Update, ctx: Context) -> None:
    """Answer a press with a short hint that the button is for others; change nothing."""
    words = ctx.say("press-not-for-you")
    await answer(update, ctx, Screen(text=escape(words), toast=words))


async def is_for_them(update: Update, ctx: Context) -> bool:
    """Whether the person may use this button of a group; sets `ctx.handling.edits`."""
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    message = query.message
    found = await ctx.ask(group_bindings.reach, message.chat.id, message.message_id)
    ctx.handling.edits = found is group_bindings.Reach.EDITS
    return found is not group_bindings.Reach.NONE
