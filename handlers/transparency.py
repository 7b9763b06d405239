"""The transparency report in the chat: admins have its pages and pictures, to pass them on."""

import asyncio

from telegram import Update
from telegram.ext import CallbackQueryHandler

from handlers import read, transparency_screens
from handlers.context import App, Context
from handlers.moderation import only_in_private
from handlers.posting import hand_out
from handlers.say import show
from handlers.transparency_buttons import ReportMonths, ReportOf
from handlers.transparency_files import files
from handlers.voice import Voice
from usecases import transparency


async def on_months(update: Update, ctx: Context) -> None:
    """Which month."""
    only_in_private(update)
    found = await ctx.run(transparency.months)
    await show(update, ctx, transparency_screens.months(Voice.of(ctx), found))


async def on_month(update: Update, ctx: Context) -> None:
    """A month's report: pictures as pictures, all else as files."""
    only_in_private(update)
    pressed = read.pressed(update, ReportOf)
    report = await ctx.run(transparency.for_admin, pressed.year, pressed.month)
    await show(update, ctx, transparency_screens.sent(Voice.of(ctx), report))
    assert update.effective_chat is not None
    chat, house = update.effective_chat.id, ctx.house
    made = await asyncio.to_thread(lambda: list(files(house.words, house.profile, report)))
    for name, data in made:
        if name.endswith(".png"):
            await ctx.bot.send_photo(chat, data, filename=name)
        else:
            await hand_out(ctx.bot, chat, data, name)


def register(app: App) -> None:
    """Asked for from /export; who is an admin is asked where the report is read."""
    app.add_handler(CallbackQueryHandler(on_months, pattern=ReportMonths.owns))
    app.add_handler(CallbackQueryHandler(on_month, pattern=ReportOf.owns))
