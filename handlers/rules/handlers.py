"""/rules: how a report goes, for everybody."""

from msgspec.structs import replace
from telegram import Update

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router, takes_nothing
from handlers.rules import screens
from handlers.rules.callbacks import SeeStep
from usecases import session


async def on_rules(update: Update, ctx: Context) -> None:
    """/rules and its button: the first step, in a new message, so that a receipt stays."""
    await ctx.run(session.greet)
    await show(update, ctx, replace(screens.step(ctx.localizer, 0), fresh=True))


async def on_step(update: Update, ctx: Context) -> None:
    """Another step."""
    await ctx.run(session.greet)
    await show(update, ctx, screens.step(ctx.localizer, incoming.pressed(update, SeeStep).step))


def register(router: Router) -> None:
    """Register the command and its buttons, which are open to everybody."""
    router.command("rules", on_rules, leaves=takes_nothing)
    router.place("rules", on_rules)
    router.button(SeeStep, on_step)
