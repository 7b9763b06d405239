"""/units: the network listed, looked at and changed by admins."""

from msgspec.structs import replace
from telegram import Update

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.network import unit_screens
from handlers.network.callbacks import (
    AddUnit,
    ChangeUnit,
    ListUnits,
    RestoreUnit,
    RetireSurely,
    RetireUnit,
    SeeUnit,
)
from usecases.network import retirement, unit_editing


async def on_units(update: Update, ctx: Context) -> None:
    """/units: the first page."""
    found = await ctx.run(unit_editing.listed)
    await show(update, ctx, unit_screens.listed(ctx.localizer, found))


async def on_page(update: Update, ctx: Context) -> None:
    """Another page."""
    found = await ctx.run(unit_editing.listed, incoming.pressed(update, ListUnits).page)
    await show(update, ctx, unit_screens.listed(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """A unit's card."""
    found = await ctx.run(unit_editing.look, incoming.pressed(update, SeeUnit).unit)
    await show(update, ctx, unit_screens.card(ctx.localizer, found))


async def on_change(update: Update, ctx: Context) -> None:
    """One field is to be changed: its question below the card."""
    pressed = incoming.pressed(update, ChangeUnit)
    outcome = await ctx.run(unit_editing.begin, pressed.unit, pressed.field)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_add(update: Update, ctx: Context) -> None:
    """A new unit: all its questions, one after the other."""
    outcome = await ctx.run(unit_editing.begin, "", "")
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_retire(update: Update, ctx: Context) -> None:
    """What retiring would mean, before it is done."""
    found = await ctx.run(retirement.ask, incoming.pressed(update, RetireUnit).unit)
    await show(update, ctx, unit_screens.retire_surely(ctx.localizer, found))


async def on_retire_surely(update: Update, ctx: Context) -> None:
    """Retire it; the clock hands on what is left of its cases."""
    found = await ctx.run(retirement.retire, incoming.pressed(update, RetireSurely).unit)
    await show(update, ctx, unit_screens.card(ctx.localizer, found))


async def on_restore(update: Update, ctx: Context) -> None:
    """At work again."""
    found = await ctx.run(retirement.restore, incoming.pressed(update, RestoreUnit).unit)
    await show(update, ctx, unit_screens.card(ctx.localizer, found))


def register(router: Router) -> None:
    """The admins' command; who is one is asked where the network is read and changed."""
    router.command("units", on_units)
    router.button(ListUnits, on_page)
    router.button(SeeUnit, on_see)
    router.button(ChangeUnit, on_change)
    router.button(AddUnit, on_add)
    router.button(RetireUnit, on_retire)
    router.button(RetireSurely, on_retire_surely)
    router.button(RestoreUnit, on_restore)
