"""/directory: who is responsible and how to reach them; without a form, in at most two taps."""

from msgspec.structs import replace
from telegram import Update

from conversation.form import Given
from conversation.forms.report import LEAST_DESCRIPTION
from conversation.parsing import unit_names
from conversation.parsing.written import weight
from domain.core.errors import Refusal
from domain.network.units import Unit
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show, stop_spinner
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.directory import screens as directory_screens
from handlers.directory.callbacks import DrawCode, ListOffices, ReportTo, SeeOffice
from handlers.ui.markup import clean
from usecases import session
from usecases.reporting import forms


async def on_directory(update: Update, ctx: Context) -> None:
    """/directory: the lists, or the units that match a word after the command."""
    await ctx.run(session.greet)
    localizer, word = ctx.localizer, clean(" ".join(ctx.args or ()))
    if not word:
        await show(update, ctx, directory_screens.listed(localizer, sites=False))
        return
    units = meant_by(ctx, word)
    if len(units) == 1:
        await show(update, ctx, directory_screens.card(localizer, units[0], ctx.services.username))
    elif units:
        await show(update, ctx, directory_screens.found(localizer, units))
    else:
        screen = directory_screens.listed(localizer, sites=False)
        await show(update, ctx, screen.led_by(localizer.say("directory-none")))


def _is_no_search(ctx: Context, behind: Given) -> bool:
    """Whether the words behind /directory find no unit and are more than a mistyped name."""
    found = meant_by(ctx, clean(" ".join(ctx.args or ())))
    says_more = len(ctx.args or ()) > 1 or not behind.text.isascii()
    is_told = says_more and weight(behind.text) >= LEAST_DESCRIPTION
    return not found and (bool(behind.links) or is_told)


def meant_by(ctx: Context, word: str) -> tuple[Unit, ...]:
    """The units that match a word, best match first."""
    return unit_names.meant_by(ctx.profile.units, word)


async def on_list(update: Update, ctx: Context) -> None:
    """Show the list of offices or of sites."""
    await ctx.run(session.greet)
    sites = incoming.pressed(update, ListOffices).sites > 0
    await show(update, ctx, directory_screens.listed(ctx.localizer, sites=sites))


async def on_button(update: Update, ctx: Context) -> None:
    """The button that leads to the directory."""
    await ctx.run(session.greet)
    await show(update, ctx, directory_screens.listed(ctx.localizer, sites=False))


async def on_office(update: Update, ctx: Context) -> None:
    """Show a unit's card."""
    await show_card(update, ctx, incoming.pressed(update, SeeOffice).unit)


async def show_card(update: Update, ctx: Context, code: str, *, fresh: bool = False) -> None:
    """Show a unit's card; `fresh`: in a new message even after a press."""
    await ctx.run(session.greet)
    unit = _unit(ctx, code)
    screen = directory_screens.card(ctx.localizer, unit, ctx.services.username)
    await show(update, ctx, replace(screen, fresh=fresh))


async def on_report_to(update: Update, ctx: Context) -> None:
    """Begin a report to this unit."""
    unit = _unit(ctx, incoming.pressed(update, ReportTo).unit)
    outcome = await ctx.run(forms.start, unit=unit.code)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_draw(update: Update, ctx: Context) -> None:
    """Send the unit's link as a QR code."""
    await ctx.run(session.greet)
    unit = _unit(ctx, incoming.pressed(update, DrawCode).unit)
    await stop_spinner(update, ctx)
    if update.effective_chat is not None:
        await ctx.bot.send_photo(
            update.effective_chat.id,
            directory_screens.drawn(ctx.services.username, unit),
            caption=unit.name(ctx.localizer.locale),
        )


def _unit(ctx: Context, code: str) -> Unit:
    unit = ctx.profile.unit(code)
    if unit is None or unit.retired:
        raise Refusal("unit-unknown")
    return unit


def register(router: Router) -> None:
    """Register the command and buttons, which are open to everybody."""
    router.command("directory", on_directory, leaves=_is_no_search)
    router.place("directory", on_button)
    router.button(ListOffices, on_list)
    router.button(SeeOffice, on_office)
    router.button(ReportTo, on_report_to)
    router.button(DrawCode, on_draw)
