"""/units: admins list, view and change units."""

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
from handlers.ui import unit_picker
from usecases.network import retirement, unit_editing


async def on_units(update: Update, ctx: Context) -> None:
    """/units: the first page, or the units that a word behind the command means."""
    found, word = await ctx.run(unit_editing.listed), ctx.word
    meant = unit_picker.meant(ctx.profile.units, word) if word else ()
    if len(meant) == 1:
        one = await ctx.run(unit_editing.look, meant[0].code)
        await show(update, ctx, unit_screens.card(ctx.localizer, one))
    elif word:
        screen = unit_picker.screen(ctx.localizer, unit_screens.UNITS, ctx.profile.units, word=word)
        await show(update, ctx, screen)
    else:
        await show(update, ctx, unit_screens.listed(ctx.localizer, found))


async def on_page(update: Update, ctx: Context) -> None:
    """Another page."""
    found = await ctx.run(unit_editing.listed, incoming.pressed(update, ListUnits).page)
    await show(update, ctx, unit_screens.listed(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """Show a unit's card."""
    found = await ctx.run(unit_editing.look, incoming.pressed(update, SeeUnit).unit)
    await show(update, ctx, unit_screens.card(ctx.localizer, found))


async def on_change(update: Update, ctx: Context) -> None:
    """Ask for a new value of one field, below the card."""
    pressed = incoming.pressed(update, ChangeUnit)
    outcome = await ctx.run(unit_editing.begin, pressed.unit, pressed.field)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_add(update: Update, ctx: Context) -> None:
    """Open the form for a new unit."""
    outcome = await ctx.run(unit_editing.begin, "", "")
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_retire(update: Update, ctx: Context) -> None:
    """Show what retiring a unit would change, and ask for confirmation."""
    found = await ctx.run(retirement.ask, incoming.pressed(update, RetireUnit).unit)
    await show(update, ctx, unit_screens.retire_surely(ctx.localizer, found))


async def on_retire_surely(update: Update, ctx: Context) -> None:
    """Retire a unit; a scheduled job hands its remaining cases on."""
    found = await ctx.run(retirement.retire, incoming.pressed(update, RetireSurely).unit)
    await show(update, ctx, unit_screens.card(ctx.localizer, found))


async def on_restore(update: Update, ctx: Context) -> None:
    """Make a retired unit active again."""
    found = await ctx.run(retirement.restore, incoming.pressed(update, RestoreUnit).unit)
    await show(update, ctx, unit_screens.card(ctx.localizer, found))


def register(router: Router) -> None:
    """Register the admins' command and its buttons; the use cases check permissions."""
    router.command("units", on_units)
    router.place("units", on_units)
    router.button(ListUnits, on_page)
    router.button(SeeUnit, on_see)
    router.button(ChangeUnit, on_change)
    router.button(AddUnit, on_add)
    router.button(RetireUnit, on_retire)
    router.button(RetireSurely, on_retire_surely)
    router.button(RestoreUnit, on_restore)
