"""/oncall: who is on call in a unit and gets its alarms, and who is a deputy of its lead."""

from telegram import Update

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.network import on_call_screens, staff_screens
from handlers.network.callbacks import Deputise, EndDeputy, OnCallIn, SetOnCall, TurnOnCallUnits
from handlers.ui import unit_picker
from usecases.network import on_call as duties
from usecases.network import staff as network_staff


async def on_call(update: Update, ctx: Context) -> None:
    """/oncall: who is on call in the unit the person leads, or a choice of units."""
    units, word = await ctx.run(duties.led), ctx.word
    meant = unit_picker.meant(units, word)
    if len(meant) == 1:
        await _show_on_call(update, ctx, meant[0].code)
        return
    screen = unit_picker.screen(ctx.localizer, on_call_screens.UNITS, units, word=word)
    await show(update, ctx, screen)


async def on_turn(update: Update, ctx: Context) -> None:
    """Another page of the units to choose from."""
    page = incoming.pressed(update, TurnOnCallUnits).page
    units = await ctx.run(duties.led)
    await show(
        update, ctx, unit_picker.screen(ctx.localizer, on_call_screens.UNITS, units, page=page)
    )


async def on_unit(update: Update, ctx: Context) -> None:
    """Show who is on call in the chosen unit."""
    unit = incoming.pressed(update, OnCallIn).unit
    if unit_picker.is_gone(ctx.profile, unit):
        units = await ctx.run(duties.led)
        screen = unit_picker.screen(ctx.localizer, on_call_screens.UNITS, units)
        await show(update, ctx, screen.led_by(ctx.say("choice-gone")))
        return
    await _show_on_call(update, ctx, unit)


async def _show_on_call(update: Update, ctx: Context, unit: str) -> None:
    staff = await ctx.run(network_staff.staff, unit)
    await show(update, ctx, on_call_screens.on_call(ctx.localizer, staff))


async def on_toggle(update: Update, ctx: Context) -> None:
    """Put somebody on call, or end it."""
    pressed = incoming.pressed(update, SetOnCall)
    staff = await ctx.run(duties.put_on_call, pressed.unit, pressed.who, on=bool(pressed.on))
    await show(update, ctx, on_call_screens.on_call(ctx.localizer, staff))


async def on_deputise(update: Update, ctx: Context) -> None:
    """Make somebody a deputy of the lead; asks for how long first."""
    pressed = incoming.pressed(update, Deputise)
    localizer = ctx.localizer
    if not pressed.days:
        member = await ctx.run(network_staff.member, pressed.unit, pressed.who)
        await show(update, ctx, on_call_screens.for_how_long(localizer, pressed.unit, member))
        return
    staff = await ctx.run(duties.name_deputy, pressed.unit, pressed.who, pressed.days)
    await show(update, ctx, staff_screens.people(localizer, staff, ctx.services.username))


async def on_end(update: Update, ctx: Context) -> None:
    """End a deputy's term; they are a moderator again."""
    pressed = incoming.pressed(update, EndDeputy)
    staff = await ctx.run(duties.end_deputy, pressed.unit, pressed.who)
    await show(update, ctx, staff_screens.people(ctx.localizer, staff, ctx.services.username))


def register(router: Router) -> None:
    """Register the lead's command and buttons; the use cases check permissions."""
    router.command("oncall", on_call)
    router.button(OnCallIn, on_unit)
    router.button(TurnOnCallUnits, on_turn)
    router.button(SetOnCall, on_toggle)
    router.button(Deputise, on_deputise)
    router.button(EndDeputy, on_end)
