"""A person's own data: what is kept about them, and being forgotten, asked once more before."""

from telegram import Update
from telegram.constants import ChatType

from domain.core.errors import Refusal
from handlers.account import my_data_screens
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from usecases.reporting import erasure


async def on_my_data(update: Update, ctx: Context) -> None:
    """/mydata and its button."""
    _only_in_private(update)
    kept = await ctx.run(erasure.my_data)
    await show(update, ctx, my_data_screens.kept(ctx.localizer, kept))


async def on_forget_me(update: Update, ctx: Context) -> None:
    """/forgetme and its button: what would be lost, and the codes that stay."""
    _only_in_private(update)
    kept = await ctx.run(erasure.my_data)
    await show(update, ctx, my_data_screens.at_stake(ctx.localizer, kept))


async def on_surely(update: Update, ctx: Context) -> None:
    """Forget them."""
    _only_in_private(update)
    forgotten = await ctx.run(erasure.forget)
    await show(update, ctx, my_data_screens.forgotten(ctx.localizer, forgotten))


def _only_in_private(update: Update) -> None:
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        raise Refusal("answer-stale")


def register(router: Router) -> None:
    """Everybody's own."""
    router.command("mydata", on_my_data, bare=True)
    router.command("forgetme", on_forget_me)
    router.place("mydata", on_my_data)
    router.place("forgetme", on_forget_me)
    router.place("forget-surely", on_surely)
