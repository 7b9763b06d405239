"""Several cases at once: the list with ticks, and the forms that do the same with all of them."""

import re

from telegram import Update

from domain.core.errors import BadAnswer
from domain.network.people import Verb
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import only_in_private
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.moderation import several_screens
from handlers.moderation.case_lists import FIRST_PAGE
from handlers.moderation.several_callbacks import DoSeveral, ShowTicks, TickAll, TickCase
from usecases.moderation import several, ticking
from usecases.moderation.several import VERBS

_LISTS = re.compile(r"queue|mine|unanswered|to_confirm|appeals", re.ASCII)
_SEARCH = re.compile(r"s\d{1,15}", re.ASCII)
_KEY = re.compile(r"\d{1,9}\.\d{1,15}\.\d{1,15}", re.ASCII)
_KEY_OF_SEARCH = re.compile(r"\d{1,15}\.\d{1,15}", re.ASCII)
Page = tuple[str, str | None]


async def on_list(update: Update, ctx: Context) -> None:
    """Show a list with ticks, or another page of it."""
    only_in_private(update)
    found = await ctx.run(ticking.look, *_page(incoming.pressed(update, ShowTicks)))
    await show(update, ctx, several_screens.ticking(ctx.localizer, found))


async def on_tick(update: Update, ctx: Context) -> None:
    """Tick a case or untick it."""
    pressed = incoming.pressed(update, TickCase)
    only_in_private(update)
    found = await ctx.run(ticking.tick, *_page(pressed), pressed.case_id, seen=pressed.seen)
    await show(update, ctx, several_screens.ticking(ctx.localizer, found))


async def on_all(update: Update, ctx: Context) -> None:
    """Tick all cases of the page, or remove all ticks."""
    pressed = incoming.pressed(update, TickAll)
    only_in_private(update)
    use_case = ticking.tick_page if pressed.on else ticking.untick_all
    found = await ctx.run(use_case, *_page(pressed))
    await show(update, ctx, several_screens.ticking(ctx.localizer, found))


async def on_do(update: Update, ctx: Context) -> None:
    """Open the form that does the same with the ticked cases."""
    pressed = incoming.pressed(update, DoSeveral)
    only_in_private(update)
    if pressed.verb not in VERBS:
        raise BadAnswer("answer-stale")
    outcome = await ctx.run(several.begin, Verb(pressed.verb), *_page(pressed))
    await show(update, ctx, render.outcome(ctx, outcome))


def _page(pressed: ShowTicks | TickCase | TickAll | DoSeveral) -> Page:
    """The list and the key of its page; raises BadAnswer for a forged one."""
    key = _KEY if _LISTS.fullmatch(pressed.which) else _KEY_OF_SEARCH
    known = key is _KEY or _SEARCH.fullmatch(pressed.which)
    if known and pressed.after == FIRST_PAGE:
        return pressed.which, None
    if not known or not key.fullmatch(pressed.after):
        raise BadAnswer("answer-stale")
    return pressed.which, pressed.after


def register(router: Router) -> None:
    """Register the buttons; the use cases check permissions."""
    router.button(ShowTicks, on_list)
    router.button(TickCase, on_tick)
    router.button(TickAll, on_all)
    router.button(DoSeveral, on_do)
