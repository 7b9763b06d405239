"""/search: handlers of the search for cases; in private chats only."""

import re

from telegram import Update

from conversation.parsing import account_search
from domain.core.errors import BadAnswer
from domain.search.search import SearchPart
from domain.search.search_words import parse
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import only_in_private
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.moderation import case_card, search_screens
from handlers.moderation.callbacks import (
    DropKept,
    KeepSearch,
    MoreOfFound,
    OpenKept,
    OwnPreset,
    Pick,
    Preset,
    Put,
    SeeFound,
    TurnSearchPage,
)
from handlers.moderation.search_words import vocabulary
from handlers.reported_accounts import screens as account_screens
from handlers.ui.markup import clean
from usecases.core.views import Card, Search
from usecases.moderation import casework, search
from usecases.reported_accounts import account_history

_KEY_OF_A_PAGE = re.compile(r"\d{1,15}\.\d{1,15}", re.ASCII)
_LISTED = frozenset(
    {SearchPart.UNIT, SearchPart.STATUS, SearchPart.CATEGORY}
)  # parts that can have several values


async def on_search(update: Update, ctx: Context) -> None:
    """/search, with or without words; words that are not understood are named and left out.

    An account (`@name`, a platform and a name, an address of it) shows its history.
    """
    typed = clean(" ".join(ctx.args or ()))
    if wanted := account_search.typed(typed, ctx.localizer.profile.platforms):
        about = await ctx.run(account_history.find, wanted)
        if about is not None:
            await show(update, ctx, account_screens.found(ctx.localizer, about))
            return
        if account_search.has_at_name(typed):  # other words may still find something else
            await show(update, ctx, account_screens.nothing(ctx.localizer, typed))
            return
    found = parse(typed, vocabulary(ctx.localizer))
    outcome = await ctx.run(search.begin, found.wanted, found.unknown)
    await show_found(update, ctx, outcome, found.unknown)


async def on_preset(update: Update, ctx: Context) -> None:
    """Run a predefined search."""
    pressed = incoming.pressed(update, Preset)
    only_in_private(update)
    await show_found(update, ctx, await ctx.run(search.preset, pressed.name))


async def on_own_preset(update: Update, ctx: Context) -> None:
    """Run a predefined search whose number stands on the first screen."""
    pressed = incoming.pressed(update, OwnPreset)
    only_in_private(update)
    await show_found(update, ctx, await ctx.run(search.preset, pressed.name, own=True))


async def on_turn(update: Update, ctx: Context) -> None:
    """Show another page of the results, or the first one again."""
    pressed = incoming.pressed(update, TurnSearchPage)
    only_in_private(update)
    after = _page(pressed.after)
    await show_found(update, ctx, await ctx.run(search.turn_page, pressed.row, after))


async def on_see(update: Update, ctx: Context) -> None:
    """Show the card of a case that was found."""
    pressed = incoming.pressed(update, SeeFound)
    only_in_private(update)
    _page(pressed.after)
    card = await ctx.run(casework.card, pressed.case_id)
    screen = search_screens.card(ctx.localizer, card, pressed.row, pressed.after)
    await show(update, ctx, screen)


async def on_more(update: Update, ctx: Context) -> None:
    """Show all further actions of a case that was found."""
    pressed = incoming.pressed(update, MoreOfFound)
    only_in_private(update)
    _page(pressed.after)
    card = await ctx.run(casework.card, pressed.case_id)
    screen = search_screens.unfolded(ctx.localizer, card, pressed.row, pressed.after)
    await show(update, ctx, screen)


def _page(after: str) -> str | None:
    """The key of a page, None for the first one; raises BadAnswer for a forged one."""
    if after == search_screens.FIRST_PAGE:
        return None
    if not _KEY_OF_A_PAGE.fullmatch(after):
        raise BadAnswer("answer-stale")
    return after


async def on_pick(update: Update, ctx: Context) -> None:
    """Show the choices for one part of the search."""
    pressed = incoming.pressed(update, Pick)
    only_in_private(update)
    picking = await ctx.run(search.pick, pressed.row, pressed.part)
    await show(update, ctx, search_screens.picker(ctx.localizer, picking, pressed.place))


async def on_put(update: Update, ctx: Context) -> None:
    """Tick or untick a value: the picker stays open, but an age or a mark shows the results."""
    pressed = incoming.pressed(update, Put)
    only_in_private(update)
    if pressed.part not in _LISTED:
        changed = await ctx.run(search.change, pressed.row, pressed.part, pressed.value)
        await show_found(update, ctx, changed)
        return
    picking = await ctx.run(search.tick, pressed.row, pressed.part, pressed.value)
    place = search_screens.place_of(picking, pressed.value)
    await show(update, ctx, search_screens.picker(ctx.localizer, picking, place))


async def on_keep(update: Update, ctx: Context) -> None:
    """Save a search: ask for its name."""
    pressed = incoming.pressed(update, KeepSearch)
    only_in_private(update)
    await show(update, ctx, render.outcome(ctx, await ctx.run(search.begin_keeping, pressed.row)))


async def on_kept(update: Update, ctx: Context) -> None:
    """Run a saved search, or list all of them."""
    pressed = incoming.pressed(update, OpenKept)
    only_in_private(update)
    if pressed.row:
        await show_found(update, ctx, await ctx.run(search.open_kept, pressed.row))
    else:
        kept = await ctx.run(search.kept)
        await show(update, ctx, search_screens.kept(ctx.localizer, kept))


async def on_drop(update: Update, ctx: Context) -> None:
    """Delete a saved search and show those that are left."""
    pressed = incoming.pressed(update, DropKept)
    only_in_private(update)
    kept = await ctx.run(search.drop, pressed.row)
    await show(update, ctx, search_screens.kept(ctx.localizer, kept))


async def show_found(
    update: Update, ctx: Context, found: Search | Card, unknown: tuple[str, ...] = ()
) -> None:
    """Show the results of a search, or the card of the one case that it means."""
    localizer = ctx.localizer
    if isinstance(found, Search):
        await show(update, ctx, search_screens.search(localizer, found))
    else:
        card = case_card.card(localizer, found)
        await show(update, ctx, card.led_by(search_screens.unknown(localizer, unknown)))


def register(router: Router) -> None:
    """Register the command and the buttons of its screens."""
    router.command("search", on_search)
    router.place("search", on_search)
    router.button(Preset, on_preset)
    router.button(OwnPreset, on_own_preset)
    router.button(SeeFound, on_see)
    router.button(MoreOfFound, on_more)
    router.button(TurnSearchPage, on_turn)
    router.button(Pick, on_pick)
    router.button(Put, on_put)
    router.button(KeepSearch, on_keep)
    router.button(OpenKept, on_kept)
    router.button(DropKept, on_drop)
