"""/figures: handlers of the figures for staff, in private chats only."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import Update

from domain.core.errors import BadAnswer
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import only_in_private
from handlers.core.reply import show, stop_spinner
from handlers.core.router import Router
from handlers.figures import chart, readable, screens
from handlers.figures.callbacks import (
    FiguresCategories,
    FiguresFile,
    FiguresPicture,
    FiguresUnits,
    SeeFigures,
)
from handlers.files.upload import hand_out
from handlers.ui import charts
from usecases.figures import figures, figures_table
from usecases.figures.case_export import Shape
from usecases.figures.figures import FiguresQuery
from usecases.figures.figures_table import FiguresTable


async def on_figures(update: Update, ctx: Context) -> None:
    """/figures: this month, for all units that this person may see."""
    found = await ctx.run(figures.look, FiguresQuery())
    await show(update, ctx, screens.overview(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """Show the figures for another unit, period or category."""
    only_in_private(update)
    found = await ctx.run(figures.look, _wanted(ctx, incoming.pressed(update, SeeFigures)))
    await show(update, ctx, screens.overview(ctx.localizer, found))


async def on_units(update: Update, ctx: Context) -> None:
    """Ask for the unit."""
    only_in_private(update)
    pressed = incoming.pressed(update, FiguresUnits)
    seen = await ctx.run(figures.seen)
    wanted = _wanted(ctx, pressed)
    await show(update, ctx, screens.units(ctx.localizer, seen, wanted, pressed.page))


async def on_categories(update: Update, ctx: Context) -> None:
    """Ask for the category."""
    only_in_private(update)
    await ctx.run(figures.seen)
    wanted = _wanted(ctx, incoming.pressed(update, FiguresCategories))
    await show(update, ctx, screens.categories(ctx.localizer, wanted))


async def on_file(update: Update, ctx: Context) -> None:
    """Send the figures as a file, by unit and category."""
    only_in_private(update)
    pressed = incoming.pressed(update, FiguresFile)
    table = await ctx.run(figures_table.table, _wanted(ctx, pressed), pressed.form)
    await stop_spinner(update, ctx)
    assert update.effective_chat is not None
    shape = readable.figures_shape(ctx.localizer, table.form)
    data = await asyncio.to_thread(_written, table, shape)
    await hand_out(ctx.bot, update.effective_chat.id, data, table.file_name)


async def on_picture(update: Update, ctx: Context) -> None:
    """Send a year of the figures as a chart."""
    only_in_private(update)
    wanted = _wanted(ctx, incoming.pressed(update, FiguresPicture))
    months = await ctx.run(figures.by_month, wanted)
    charts.check()
    await stop_spinner(update, ctx)
    if update.effective_chat is not None:
        picture = await asyncio.to_thread(chart.drawn, ctx.localizer, wanted, months)
        await ctx.bot.send_photo(update.effective_chat.id, picture, protect_content=True)


def _written(table: FiguresTable, shape: Shape) -> bytes:
    with TemporaryDirectory(prefix="jubao-figures-") as folder:
        path = Path(folder) / table.file_name
        table.write(path, shape)
        return path.read_bytes()


def _wanted(
    ctx: Context,
    pressed: SeeFigures | FiguresUnits | FiguresCategories | FiguresFile | FiguresPicture,
) -> FiguresQuery:
    known = ctx.profile.taxonomy.categories
    if not 0 <= pressed.category <= len(known):
        raise BadAnswer("answer-stale")
    category = known[pressed.category - 1].code if pressed.category else ""
    return FiguresQuery(unit=pressed.unit, period=pressed.period, category=category)


def register(router: Router) -> None:
    """Register the staff's command and its buttons; the use cases check permissions."""
    router.command("figures", on_figures)
    router.place("figures", on_figures)
    router.button(SeeFigures, on_see)
    router.button(FiguresUnits, on_units)
    router.button(FiguresCategories, on_categories)
    router.button(FiguresPicture, on_picture)
    router.button(FiguresFile, on_file)
