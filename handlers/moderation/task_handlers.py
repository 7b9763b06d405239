"""Handlers of a unit's tasks."""

from msgspec.structs import replace
from telegram import Update

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.moderation import case_lists
from handlers.moderation.callbacks import TaskDone
from usecases.moderation import casework


async def on_done(update: Update, ctx: Context) -> None:
    """Mark a task as done and show the queue again."""
    found = await ctx.run(casework.see_to, incoming.pressed(update, TaskDone).task_id)
    screen = case_lists.queue(ctx.localizer, found)
    await show(update, ctx, replace(screen, toast=ctx.say("task-done")))


def register(router: Router) -> None:
    """Register the button of tasks."""
    router.button(TaskDone, on_done)
