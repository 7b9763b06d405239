"""/hotline: admins maintain the directory: add, change, retire, check, and see the history."""

from msgspec.structs import replace
from telegram import Update

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.directory import check_screens
from handlers.directory.callbacks import ChangeEntry, ListEntries, SeeEntry, SeeHistory, StillRight
from handlers.ui import unit_picker
from usecases.directory import checks


async def on_hotline(update: Update, ctx: Context) -> None:
    """/hotline: the entries, those checked longest ago first, or those that a word means."""
    found, word = await ctx.run(checks.listed), ctx.word
    meant = unit_picker.meant(ctx.profile.units, word) if word else ()
    if len(meant) == 1:
        one = await ctx.run(checks.look, meant[0].code)
        await show(update, ctx, check_screens.card(ctx.localizer, one))
    elif word:
        units = ctx.profile.units
        screen = unit_picker.screen(ctx.localizer, check_screens.UNITS, units, word=word)
        await show(update, ctx, screen)
    else:
        await show(update, ctx, check_screens.listed(ctx.localizer, found))


async def on_page(update: Update, ctx: Context) -> None:
    """Another page."""
    found = await ctx.run(checks.listed, incoming.pressed(update, ListEntries).page)
    await show(update, ctx, check_screens.listed(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """Show one entry."""
    unit = incoming.pressed(update, SeeEntry).unit
    if unit_picker.is_gone(ctx.profile, unit):
        screen = check_screens.listed(ctx.localizer, await ctx.run(checks.listed))
        await show(update, ctx, screen.led_by(ctx.say("choice-gone")))
        return
    found = await ctx.run(checks.look, unit)
    await show(update, ctx, check_screens.card(ctx.localizer, found))


async def on_still_right(update: Update, ctx: Context) -> None:
    """Record that somebody has checked the entry."""
    found = await ctx.run(checks.confirm, incoming.pressed(update, StillRight).unit)
    entry = replace(found, note="hotline-confirmed")
    await show(update, ctx, check_screens.card(ctx.localizer, entry))


async def on_change(update: Update, ctx: Context) -> None:
    """Ask for a new value of one field, below the card."""
    pressed = incoming.pressed(update, ChangeEntry)
    outcome = await ctx.run(checks.change, pressed.unit, pressed.field)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_history(update: Update, ctx: Context) -> None:
    """Show the history of an entry: who changed what, and when."""
    pressed = incoming.pressed(update, SeeHistory)
    found = await ctx.run(checks.history, pressed.unit, pressed.before or None)
    await show(update, ctx, check_screens.history(ctx.localizer, found))


def register(router: Router) -> None:
    """Register the admins' command and its buttons; the use cases check permissions."""
    router.command("hotline", on_hotline)
    router.place("hotline", on_hotline)
    router.button(ListEntries, on_page)
    router.button(SeeEntry, on_see)
    router.button(StillRight, on_still_right)
    router.button(ChangeEntry, on_change)
    router.button(SeeHistory, on_history)
