"""Handlers of follows: broadcasts on or off, and the offices, cities and categories followed."""

from telegram import Update

from domain.broadcast import FOLLOWED, Scope
from domain.core.errors import Refusal
from handlers.account import follow_screens, settings
from handlers.broadcasts.callbacks import ListFollowed, SetWilling, TurnFollow
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from usecases.broadcasts import follows
from usecases.notify import digests


async def on_willing(update: Update, ctx: Context) -> None:
    """Switch broadcasts on or off."""
    on = incoming.pressed(update, SetWilling).on > 0
    found = await ctx.run(follows.set_willing, willing=on)
    staff = digests.is_told(ctx.person)
    await show(update, ctx, settings.settings(ctx.localizer, found, staff=staff))


async def on_list(update: Update, ctx: Context) -> None:
    """List the offices, cities or categories that can be followed."""
    scope = _scope(incoming.pressed(update, ListFollowed).scope)
    found = await ctx.run(follows.wishes)
    await show(update, ctx, follow_screens.listed(ctx.localizer, scope, found))


async def on_turn(update: Update, ctx: Context) -> None:
    """Follow something, or stop following it."""
    pressed = incoming.pressed(update, TurnFollow)
    scope = _scope(pressed.scope)
    found = await ctx.run(follows.turn_follow, scope, pressed.what)
    await show(update, ctx, follow_screens.listed(ctx.localizer, scope, found))


def _scope(given: str) -> Scope:
    if given not in FOLLOWED:
        raise Refusal("answer-stale")
    return Scope(given)


def register(router: Router) -> None:
    """Register the buttons, which /settings leads to."""
    router.button(SetWilling, on_willing)
    router.button(ListFollowed, on_list)
    router.button(TurnFollow, on_turn)
