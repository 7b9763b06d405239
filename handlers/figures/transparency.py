"""Sends the monthly transparency report to admins as files and pictures for publication."""

import asyncio
from collections.abc import Sequence
from datetime import date

from telegram import Update

from domain.figures.transparency import TransparencyReport
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import only_in_private
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.figures import spans
from handlers.figures.callbacks import ExportAgain, ReportMonths, ReportOf
from handlers.figures.transparency_files import files
from handlers.files.upload import hand_out
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, grid, paragraphs
from usecases.figures import transparency


async def on_months(update: Update, ctx: Context) -> None:
    """Ask for the month."""
    only_in_private(update)
    found = await ctx.run(transparency.months)
    await show(update, ctx, months(ctx.localizer, found))


async def on_month(update: Update, ctx: Context) -> None:
    """Send a month's report: charts as photos, everything else as files."""
    only_in_private(update)
    pressed = incoming.pressed(update, ReportOf)
    report = await ctx.run(transparency.for_admin, pressed.year, pressed.month)
    await show(update, ctx, sent(ctx.localizer, report))
    assert update.effective_chat is not None
    chat, services = update.effective_chat.id, ctx.services
    made = await asyncio.to_thread(lambda: list(files(services.words, services.profile, report)))
    for name, data in made:
        if name.endswith(".png"):
            await ctx.bot.send_photo(chat, data, filename=name)
        else:
            await hand_out(ctx.bot, chat, data, name)


def register(router: Router) -> None:
    """Register the buttons, which /export leads to; the use cases check permissions."""
    router.button(ReportMonths, on_months)
    router.button(ReportOf, on_month)


def months(localizer: Localizer, found: Sequence[date]) -> Screen:
    """The choice of complete months, newest first."""
    keys = (
        Key(label=f"{first:%Y-%m}", button=ReportOf(year=first.year, month=first.month))
        for first in found
    )
    text = paragraphs(
        bold(localizer.say("transparency-offer")), localizer.say("transparency-which")
    )
    return Screen(text=text, rows=grid(keys, columns=3), protect=True)


def sent(localizer: Localizer, report: TransparencyReport) -> Screen:
    """A note that the files follow."""
    title = localizer.say("transparency-title", month=spans.month(localizer, report.month))
    again = (
        Key(label=localizer.say("transparency-another"), button=ReportMonths()),
        Key(label=localizer.say("export-again"), button=ExportAgain()),
    )
    text = paragraphs(bold(title), localizer.say("transparency-follows"))
    return Screen(text=text, rows=grid(again), protect=True)
