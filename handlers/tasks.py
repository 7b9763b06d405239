"""Presses on what a unit has to see to besides its cases."""

from msgspec.structs import replace
from telegram import Update
from telegram.ext import CallbackQueryHandler

from handlers import case_screens, read
from handlers.context import App, Context
from handlers.say import show
from handlers.task_buttons import TaskDone
from handlers.voice import Voice
from usecases import casework


async def on_done(update: Update, ctx: Context) -> None:
    """One thing is seen to; the queue shows what is left."""
    found = await ctx.run(casework.see_to, read.pressed(update, TaskDone).task_id)
    screen = case_screens.queue(Voice.of(ctx), found)
    await show(update, ctx, replace(screen, toast=ctx.say("task-done")))


def register(app: App) -> None:
    """The one press there is."""
    app.add_handler(CallbackQueryHandler(on_done, pattern=TaskDone.owns))
