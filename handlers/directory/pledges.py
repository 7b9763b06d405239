"""Handlers of pledges: a unit's pledge for everybody, and /pledge for admins to record it."""

from msgspec.structs import replace
from telegram import Update

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.directory import pledge_screens
from handlers.directory.callbacks import (
    EnterPledge,
    EnterPledges,
    KeepPledge,
    ListPledges,
    SeePledge,
    SeeSignatures,
)
from handlers.ui import unit_picker
from usecases.directory import pledges


async def on_see(update: Update, ctx: Context) -> None:
    """Show a unit's pledge, from its card in the directory."""
    found = await ctx.run(pledges.look, incoming.pressed(update, SeePledge).unit)
    await show(update, ctx, pledge_screens.card(ctx.localizer, found))


async def on_pledge(update: Update, ctx: Context) -> None:
    """/pledge: list the units, those that have not signed first, or those that a word means."""
    found, word = await ctx.run(pledges.listed), ctx.word
    meant = unit_picker.meant(ctx.profile.units, word) if word else ()
    if len(meant) == 1:
        one = await ctx.run(pledges.keep, meant[0].code)
        await show(update, ctx, pledge_screens.card(ctx.localizer, one))
    elif word:
        units = ctx.profile.units
        screen = unit_picker.screen(ctx.localizer, pledge_screens.UNITS, units, word=word)
        await show(update, ctx, screen)
    else:
        await show(update, ctx, pledge_screens.listed(ctx.localizer, found))


async def on_page(update: Update, ctx: Context) -> None:
    """Another page."""
    found = await ctx.run(pledges.listed, incoming.pressed(update, ListPledges).page)
    await show(update, ctx, pledge_screens.listed(ctx.localizer, found))


async def on_keep(update: Update, ctx: Context) -> None:
    """Show a unit's pledge with buttons to change it."""
    unit = incoming.pressed(update, KeepPledge).unit
    if unit_picker.is_gone(ctx.profile, unit):
        screen = pledge_screens.listed(ctx.localizer, await ctx.run(pledges.listed))
        await show(update, ctx, screen.led_by(ctx.say("choice-gone")))
        return
    found = await ctx.run(pledges.keep, unit)
    await show(update, ctx, pledge_screens.card(ctx.localizer, found))


async def on_enter(update: Update, ctx: Context) -> None:
    """Open the form for date and name; the message with the pledge stays."""
    outcome = await ctx.run(pledges.begin, incoming.pressed(update, EnterPledge).unit)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_signatures(update: Update, ctx: Context) -> None:
    """Show who has signed; for everybody."""
    found = await ctx.run(pledges.signatures, incoming.pressed(update, SeeSignatures).page)
    await show(update, ctx, pledge_screens.signatures(ctx.localizer, found))


async def on_enter_many(update: Update, ctx: Context) -> None:
    """Open the form for many units; the message with the list stays."""
    incoming.pressed(update, EnterPledges)
    outcome = await ctx.run(pledges.begin_many)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


def register(router: Router) -> None:
    """Register the command and buttons; the use cases check who is an admin."""
    router.command("pledge", on_pledge)
    router.button(SeePledge, on_see)
    router.button(ListPledges, on_page)
    router.button(KeepPledge, on_keep)
    router.button(EnterPledge, on_enter)
    router.button(SeeSignatures, on_signatures)
    router.button(EnterPledges, on_enter_many)
