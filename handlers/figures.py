"""/figures: what came in, what was done and how soon; for staff, in a private chat."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from domain.errors import BadAnswer
from handlers import figures_screens, read
from handlers.context import App, Context
from handlers.figures_buttons import FiguresCategories, FiguresUnits, SeeFigures
from handlers.moderation import only_in_private
from handlers.say import show
from handlers.voice import Voice
from usecases import figures
from usecases.figures import Wanted


async def on_figures(update: Update, ctx: Context) -> None:
    """/figures: this month, of all units that somebody sees."""
    found = await ctx.run(figures.look, Wanted())
    await show(update, ctx, figures_screens.overview(Voice.of(ctx), found))


async def on_see(update: Update, ctx: Context) -> None:
    """Of another unit, period or category."""
    only_in_private(update)
    found = await ctx.run(figures.look, _wanted(ctx, read.pressed(update, SeeFigures)))
    await show(update, ctx, figures_screens.overview(Voice.of(ctx), found))


async def on_units(update: Update, ctx: Context) -> None:
    """Which unit."""
    only_in_private(update)
    pressed = read.pressed(update, FiguresUnits)
    seen = await ctx.run(figures.seen)
    wanted = _wanted(ctx, pressed)
    await show(update, ctx, figures_screens.units(Voice.of(ctx), seen, wanted, pressed.page))


async def on_categories(update: Update, ctx: Context) -> None:
    """Which category."""
    only_in_private(update)
    await ctx.run(figures.seen)
    wanted = _wanted(ctx, read.pressed(update, FiguresCategories))
    await show(update, ctx, figures_screens.categories(Voice.of(ctx), wanted))


def _wanted(ctx: Context, pressed: SeeFigures | FiguresUnits | FiguresCategories) -> Wanted:
    known = ctx.profile.taxonomy.categories
    if not 0 <= pressed.category <= len(known):
        raise BadAnswer("answer-stale")
    category = known[pressed.category - 1].code if pressed.category else ""
    return Wanted(unit=pressed.unit, period=pressed.period, category=category)


def register(app: App) -> None:
    """The staff's command; who sees which units is asked where the figures are read."""
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    app.add_handler(CommandHandler("figures", on_figures, filters=private))
    app.add_handler(CallbackQueryHandler(on_see, pattern=SeeFigures.owns))
    app.add_handler(CallbackQueryHandler(on_units, pattern=FiguresUnits.owns))
    app.add_handler(CallbackQueryHandler(on_categories, pattern=FiguresCategories.owns))
