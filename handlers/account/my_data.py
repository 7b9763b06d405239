"""/mydata and /forgetme: the data stored about a person, and their erasure."""

from telegram import Update
from telegram.constants import ChatType

from domain.core.errors import Refusal
from handlers.account import my_data_screens
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router, takes_nothing
from usecases.reporting import erasure


async def on_my_data(update: Update, ctx: Context) -> None:
    """/mydata and its button: the data stored about the person."""
    _only_in_private(update)
    kept = await ctx.run(erasure.my_data)
    await show(update, ctx, my_data_screens.kept(ctx.localizer, kept))


async def on_forget_me(update: Update, ctx: Context) -> None:
    """/forgetme and its button: what would be erased, and the query codes that keep working."""
    _only_in_private(update)
    kept = await ctx.run(erasure.my_data)
    await show(update, ctx, my_data_screens.at_stake(ctx.localizer, kept))


async def on_surely(update: Update, ctx: Context) -> None:
    """Erase the person's data, after the confirmation."""
    _only_in_private(update)
    forgotten = await ctx.run(erasure.forget)
    await show(update, ctx, my_data_screens.forgotten(ctx.localizer, forgotten))


def _only_in_private(update: Update) -> None:
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        raise Refusal("answer-stale")


def register(router: Router) -> None:
    """Register the commands and their buttons."""
    router.command("mydata", on_my_data, leaves=takes_nothing)
    router.command("forgetme", on_forget_me, leaves=takes_nothing)
    router.place("mydata", on_my_data)
    router.place("forgetme", on_forget_me)
    router.place("forget-surely", on_surely)
