"""Whether a press is answered by its handler: the button must belong where it was pressed.

A member of a group can send any data as the press of any message of ours there. So a button works
in private chats alone unless its handler says otherwise, and in a group only for staff.
"""

from markupsafe import escape
from telegram import Update

from handlers.core.context import Context
from handlers.core.reply import answer
from handlers.ui.markup import Screen
from usecases.network import group_bindings


async def not_for_you(update: Update, ctx: Context) -> None:
    """Say so in passing; nothing is shown and nothing is changed."""
    words = ctx.say("press-not-for-you")
    await answer(update, Screen(text=escape(words), toast=words))


async def is_for_them(update: Update, ctx: Context) -> bool:
    """Whether whoever presses in a group may have an answer; sets whether it may be an edit."""
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    message = query.message
    found = await ctx.ask(group_bindings.reach, message.chat.id, message.message_id)
    ctx.handling.edits = found is group_bindings.Reach.EDITS
    return found is not group_bindings.Reach.NONE
