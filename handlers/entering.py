"""/enter: what staff enter for others, and a report tied to an account by its code."""

from msgspec.structs import replace
from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from handlers import entry_screens, moderation, read, report_screens, screens
from handlers.context import App, Context
from handlers.entry_buttons import Enter, LinkReport
from handlers.markup import lines
from handlers.say import show
from handlers.voice import Voice
from usecases import entering, reporting


async def on_enter(update: Update, ctx: Context) -> None:
    """/enter: what there is to choose from."""
    menu = await ctx.run(entering.menu)
    await show(update, ctx, entry_screens.menu(Voice.of(ctx), menu))


async def on_what(update: Update, ctx: Context) -> None:
    """One of the menu's buttons: the first question of its form."""
    what = read.pressed(update, Enter).what
    moderation.only_in_private(update)
    if what == entry_screens.REPORT:
        turn = await ctx.run(entering.begin_report)
    else:
        turn = await ctx.run(entering.begin_by_number, what)
    await show(update, ctx, replace(screens.turn(ctx, turn), fresh=True))


async def on_link(update: Update, ctx: Context) -> None:
    """From now on the news of this report comes here."""
    moderation.only_in_private(update)
    found = await ctx.run(reporting.link, read.pressed(update, LinkReport).code)
    voice = Voice.of(ctx)
    if found is None:
        await show(update, ctx, screens.at_home(voice, lines(ctx.say("track-unknown"))))
        return
    screen = report_screens.standing(voice, found, led_by=ctx.say("link-done"))
    await show(update, ctx, screen)


def register(app: App) -> None:
    """The command and its presses; who is staff is asked where it is entered."""
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    app.add_handler(CommandHandler("enter", on_enter, filters=private))
    app.add_handler(CallbackQueryHandler(on_what, pattern=Enter.owns))
    app.add_handler(CallbackQueryHandler(on_link, pattern=LinkReport.owns))
