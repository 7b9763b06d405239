"""Presses on what a unit has to see to besides its cases."""

from msgspec.structs import replace
from telegram import Update

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.moderation import case_card
from handlers.moderation.callbacks import TaskDone
from usecases.moderation import casework


async def on_done(update: Update, ctx: Context) -> None:
    """One thing is seen to; the queue shows what is left."""
    found = await ctx.run(casework.see_to, incoming.pressed(update, TaskDone).task_id)
    screen = case_card.queue(ctx.localizer, found)
    await show(update, ctx, replace(screen, toast=ctx.say("task-done")))


def register(router: Router) -> None:
    """The one press there is."""
    router.button(TaskDone, on_done)
