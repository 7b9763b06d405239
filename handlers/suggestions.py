"""/suggest for everybody, /suggestions for those who answer."""

from msgspec.structs import replace
from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from handlers import read, screens, suggestion_screens
from handlers.context import App, Context
from handlers.say import show
from handlers.suggestion_buttons import AnswerSuggestion, ListSuggestions, SeeSuggestion
from handlers.voice import Voice
from usecases import suggesting


async def on_suggest(update: Update, ctx: Context) -> None:
    """/suggest and its button: criticism and ideas about the reporting work."""
    turn = await ctx.run(suggesting.begin)
    await show(update, ctx, replace(screens.turn(ctx, turn), fresh=True))


async def on_suggestions(update: Update, ctx: Context) -> None:
    """/suggestions: what waits for an answer."""
    found = await ctx.run(suggesting.waiting)
    await show(update, ctx, suggestion_screens.waiting(Voice.of(ctx), found))


async def on_list(update: Update, ctx: Context) -> None:
    """The same from a button, or its next page."""
    pressed = read.pressed(update, ListSuggestions)
    after = (pressed.due_at, pressed.after) if pressed.after else None
    found = await ctx.run(suggesting.waiting, after)
    await show(update, ctx, suggestion_screens.waiting(Voice.of(ctx), found))


async def on_see(update: Update, ctx: Context) -> None:
    """One in full."""
    found = await ctx.run(suggesting.look, read.pressed(update, SeeSuggestion).suggestion_id)
    await show(update, ctx, suggestion_screens.one(Voice.of(ctx), found))


async def on_answer(update: Update, ctx: Context) -> None:
    """Write the answer; the suggestion stays in sight."""
    pressed = read.pressed(update, AnswerSuggestion)
    turn = await ctx.run(suggesting.begin_answer, pressed.suggestion_id)
    await show(update, ctx, replace(screens.turn(ctx, turn), fresh=True))


def register(app: App) -> None:
    """Who may answer is asked where it is read and written."""
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    app.add_handler(CommandHandler("suggest", on_suggest, filters=private))
    app.add_handler(CommandHandler("suggestions", on_suggestions, filters=private))
    app.add_handler(CallbackQueryHandler(on_suggest, pattern=read.going("suggest")))
    app.add_handler(CallbackQueryHandler(on_list, pattern=ListSuggestions.owns))
    app.add_handler(CallbackQueryHandler(on_see, pattern=SeeSuggestion.owns))
    app.add_handler(CallbackQueryHandler(on_answer, pattern=AnswerSuggestion.owns))
