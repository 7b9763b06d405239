"""What somebody hears of: announcements on or off, and the offices, cities, categories followed."""

from telegram import Update
from telegram.ext import CallbackQueryHandler

from domain.broadcast import FOLLOWED, Scope
from domain.errors import Refusal
from handlers import follow_screens, read, start_screens
from handlers.broadcast_buttons import ListFollowed, SetWilling, TurnFollow
from handlers.context import App, Context
from handlers.say import show
from handlers.voice import Voice
from usecases import following


async def on_willing(update: Update, ctx: Context) -> None:
    """Announcements on or off."""
    on = read.pressed(update, SetWilling).on > 0
    found = await ctx.run(following.set_willing, willing=on)
    await show(update, ctx, start_screens.settings(Voice.of(ctx), found))


async def on_list(update: Update, ctx: Context) -> None:
    """What may be followed of one kind."""
    scope = _scope(read.pressed(update, ListFollowed).scope)
    found = await ctx.run(following.wishes)
    await show(update, ctx, follow_screens.listed(Voice.of(ctx), scope, found))


async def on_turn(update: Update, ctx: Context) -> None:
    """Follow it, or not any more."""
    pressed = read.pressed(update, TurnFollow)
    scope = _scope(pressed.scope)
    found = await ctx.run(following.turn_follow, scope, pressed.what)
    await show(update, ctx, follow_screens.listed(Voice.of(ctx), scope, found))


def _scope(given: str) -> Scope:
    if given not in FOLLOWED:
        raise Refusal("answer-stale")
    return Scope(given)


def register(app: App) -> None:
    """Everybody's own wishes; the way to them is /settings."""
    app.add_handler(CallbackQueryHandler(on_willing, pattern=SetWilling.owns))
    app.add_handler(CallbackQueryHandler(on_list, pattern=ListFollowed.owns))
    app.add_handler(CallbackQueryHandler(on_turn, pattern=TurnFollow.owns))
