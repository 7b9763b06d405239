"""/suggest for everybody, /suggestions for the staff who answer."""

from msgspec.structs import replace
from telegram import Update

from conversation.form import Given
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.suggestions import screens as suggestion_screens
from handlers.suggestions.callbacks import AnswerSuggestion, ListSuggestions, SeeSuggestion
from usecases.suggestions import suggestion_box


async def on_suggest(update: Update, ctx: Context) -> None:
    """/suggest and its button: open the form; text after the command is the suggestion."""
    given = Given() if update.callback_query else incoming.given(update, ctx.profile)
    outcome = await ctx.run(suggestion_box.begin, given)
    screen = render.beside(ctx, given.text, outcome, render.outcome(ctx, outcome))
    screen = screen.led_by(render.emergency(ctx, given))
    await show(update, ctx, replace(screen, fresh=True))


async def on_suggestions(update: Update, ctx: Context) -> None:
    """/suggestions: the suggestions without an answer."""
    found = await ctx.run(suggestion_box.waiting)
    await show(update, ctx, suggestion_screens.waiting(ctx.localizer, found))


async def on_list(update: Update, ctx: Context) -> None:
    """The same list by a button, or its next page."""
    pressed = incoming.pressed(update, ListSuggestions)
    after = (pressed.due_at, pressed.after) if pressed.after else None
    found = await ctx.run(suggestion_box.waiting, after)
    await show(update, ctx, suggestion_screens.waiting(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """Show one suggestion in full."""
    found = await ctx.run(
        suggestion_box.look, incoming.pressed(update, SeeSuggestion).suggestion_id
    )
    await show(update, ctx, suggestion_screens.one(ctx.localizer, found))


async def on_answer(update: Update, ctx: Context) -> None:
    """Open the form for the answer; the message with the suggestion stays."""
    pressed = incoming.pressed(update, AnswerSuggestion)
    outcome = await ctx.run(suggestion_box.begin_answer, pressed.suggestion_id)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


def register(router: Router) -> None:
    """Register the commands and buttons; the use cases check who may answer."""
    router.command("suggest", on_suggest)
    router.command("suggestions", on_suggestions)
    router.place("suggestions", on_suggestions)
    router.place("suggest", on_suggest)
    router.button(ListSuggestions, on_list)
    router.button(SeeSuggestion, on_see)
    router.button(AnswerSuggestion, on_answer)
