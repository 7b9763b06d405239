"""Handlers of changes that wait for a second admin: shown, confirmed, dropped."""

from telegram import Update

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.directory import proposal_screens
from handlers.directory.callbacks import AnswerProposal, AnswerUnmarkedProposal, SeeProposal
from usecases.network import proposals


async def on_see(update: Update, ctx: Context) -> None:
    """Show the change that waits for a unit."""
    found = await ctx.run(proposals.look, incoming.pressed(update, SeeProposal).unit)
    await show(update, ctx, proposal_screens.one(ctx.localizer, found))


async def on_answer(update: Update, ctx: Context) -> None:
    """Confirm or drop it."""
    pressed = incoming.pressed(update, AnswerProposal)
    use_case = proposals.confirm if pressed.word == proposal_screens.YES else proposals.drop
    found = await ctx.run(use_case, pressed.unit, pressed.mark)
    await show(update, ctx, proposal_screens.one(ctx.localizer, found))


async def on_unmarked(update: Update, ctx: Context) -> None:
    """Show the change as it is now: it may be another one than on the screen that was pressed."""
    found = await ctx.run(proposals.look, incoming.pressed(update, AnswerUnmarkedProposal).unit)
    await show(update, ctx, proposal_screens.one(ctx.localizer, found))


def register(router: Router) -> None:
    """Register the buttons; the use cases check permissions."""
    router.button(SeeProposal, on_see)
    router.button(AnswerProposal, on_answer)
    router.button(AnswerUnmarkedProposal, on_unmarked)
