"""The button that orders a case file once more."""

from telegram import Update

from handlers.case_files.callbacks import MakeCaseFile
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.ui.markup import Screen, lines
from usecases.case_files import ordering


async def on_make(update: Update, ctx: Context) -> None:
    """Order it; the file comes as a message of its own."""
    await ctx.run(ordering.order_again, incoming.pressed(update, MakeCaseFile).case_id)
    await show(update, ctx, Screen(text=lines(ctx.say("case_file-ordered")), fresh=True))


def register(router: Router) -> None:
    """Register the button; the use case checks permissions."""
    router.button(MakeCaseFile, on_make)
