"""/suggest for everybody, /suggestions for those who answer."""

from msgspec.structs import replace
from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from handlers.core import incoming
from handlers.core.context import App, Context
from handlers.core.reply import show
from handlers.dialogs import render
from handlers.suggestions import screens as suggestion_screens
from handlers.suggestions.callbacks import AnswerSuggestion, ListSuggestions, SeeSuggestion
from usecases.suggestions import suggestion_box


async def on_suggest(update: Update, ctx: Context) -> None:
    """/suggest and its button: criticism and ideas about the reporting work."""
    outcome = await ctx.run(suggestion_box.begin)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_suggestions(update: Update, ctx: Context) -> None:
    """/suggestions: what waits for an answer."""
    found = await ctx.run(suggestion_box.waiting)
    await show(update, ctx, suggestion_screens.waiting(ctx.localizer, found))


async def on_list(update: Update, ctx: Context) -> None:
    """The same from a button, or its next page."""
    pressed = incoming.pressed(update, ListSuggestions)
    after = (pressed.due_at, pressed.after) if pressed.after else None
    found = await ctx.run(suggestion_box.waiting, after)
    await show(update, ctx, suggestion_screens.waiting(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """One in full."""
    found = await ctx.run(
        suggestion_box.look, incoming.pressed(update, SeeSuggestion).suggestion_id
    )
    await show(update, ctx, suggestion_screens.one(ctx.localizer, found))


async def on_answer(update: Update, ctx: Context) -> None:
    """Write the answer; the suggestion stays in sight."""
    pressed = incoming.pressed(update, AnswerSuggestion)
    outcome = await ctx.run(suggestion_box.begin_answer, pressed.suggestion_id)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


def register(app: App) -> None:
    """Who may answer is asked where it is read and written."""
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    app.add_handler(CommandHandler("suggest", on_suggest, filters=private))
    app.add_handler(CommandHandler("suggestions", on_suggestions, filters=private))
    app.add_handler(CallbackQueryHandler(on_suggest, pattern=incoming.going("suggest")))
    app.add_handler(CallbackQueryHandler(on_list, pattern=ListSuggestions.owns))
    app.add_handler(CallbackQueryHandler(on_see, pattern=SeeSuggestion.owns))
    app.add_handler(CallbackQueryHandler(on_answer, pattern=AnswerSuggestion.owns))
