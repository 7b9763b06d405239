"""/units: the network listed, looked at and changed by admins."""

from msgspec.structs import replace
from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from handlers.core import incoming
from handlers.core.context import App, Context
from handlers.core.reply import show
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


def register(app: App) -> None:
    """The admins' command; who is one is asked where the network is read and changed."""
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    app.add_handler(CommandHandler("units", on_units, filters=private))
    app.add_handler(CallbackQueryHandler(on_page, pattern=ListUnits.owns))
    app.add_handler(CallbackQueryHandler(on_see, pattern=SeeUnit.owns))
    app.add_handler(CallbackQueryHandler(on_change, pattern=ChangeUnit.owns))
    app.add_handler(CallbackQueryHandler(on_add, pattern=AddUnit.owns))
    app.add_handler(CallbackQueryHandler(on_retire, pattern=RetireUnit.owns))
    app.add_handler(CallbackQueryHandler(on_retire_surely, pattern=RetireSurely.owns))
    app.add_handler(CallbackQueryHandler(on_restore, pattern=RestoreUnit.owns))
