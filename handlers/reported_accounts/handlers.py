"""Handlers of reported accounts: an account's history, and /accounts for leads."""

import re

from telegram import Update

from domain.core.errors import BadAnswer
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import only_in_private
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.reported_accounts import screens
from handlers.reported_accounts.callbacks import SeeAccount, TurnAccounts
from usecases.reported_accounts import account_history

_CASE_KEY = re.compile(r"(\d{1,15})\.(\d{1,15})", re.ASCII)
_ACCOUNT_KEY = re.compile(r"(\d{1,15})\.([0-9a-f]{32})", re.ASCII)


async def on_history(update: Update, ctx: Context) -> None:
    """Show a page of an account's cases; the look is in the journal before it is shown."""
    pressed = incoming.pressed(update, SeeAccount)
    only_in_private(update)
    after = None
    if pressed.after != screens.FIRST_PAGE:
        opened_at, case_id = _parts(_CASE_KEY, pressed.after)
        after = int(opened_at), int(case_id)
    found = await ctx.run(account_history.look, pressed.row, after)
    await show(update, ctx, screens.history(ctx.localizer, found))


async def on_accounts(update: Update, ctx: Context) -> None:
    """/accounts: accounts with three or more upheld cases in 90 days."""
    page = await ctx.run(account_history.repeated)
    await show(update, ctx, screens.repeated(ctx.localizer, page))


async def on_turn(update: Update, ctx: Context) -> None:
    """Another page of /accounts."""
    pressed = incoming.pressed(update, TurnAccounts)
    only_in_private(update)
    latest, mark = _parts(_ACCOUNT_KEY, pressed.after)
    page = await ctx.run(account_history.repeated, (int(latest), mark))
    await show(update, ctx, screens.repeated(ctx.localizer, page))


def _parts(key: re.Pattern[str], after: str) -> tuple[str, str]:
    """The two parts of the key of a page; raises BadAnswer for a forged one."""
    found = key.fullmatch(after)
    if found is None:
        raise BadAnswer("answer-stale")
    return found[1], found[2]


def register(router: Router) -> None:
    """Register the command and the buttons; the use cases check permissions."""
    router.command("accounts", on_accounts)
    router.button(SeeAccount, on_history)
    router.button(TurnAccounts, on_turn)
