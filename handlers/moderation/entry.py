"""/enter: manual entry by staff for others; and linking a report to an account by its code."""

from msgspec.structs import replace
from telegram import Update

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.moderation import entry_screens
from handlers.moderation.callbacks import Enter
from handlers.reporting import screens as report_screens
from handlers.reporting.callbacks import LinkReport
from handlers.ui.markup import lines
from usecases.moderation import manual_entry
from usecases.reporting import reporter_actions


async def on_enter(update: Update, ctx: Context) -> None:
    """/enter: the menu of what can be entered."""
    menu = await ctx.run(manual_entry.menu)
    await show(update, ctx, entry_screens.menu(ctx.localizer, menu))


async def on_what(update: Update, ctx: Context) -> None:
    """A button of the menu: show the first question of its form."""
    what = incoming.pressed(update, Enter).what
    incoming.only_in_private(update)
    if what == entry_screens.REPORT:
        outcome = await ctx.run(manual_entry.begin_report)
    else:
        outcome = await ctx.run(manual_entry.begin_by_number, what)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_link(update: Update, ctx: Context) -> None:
    """Link the report to this account, so that its notices are sent here."""
    incoming.only_in_private(update)
    found = await ctx.run(reporter_actions.link, incoming.pressed(update, LinkReport).code)
    localizer = ctx.localizer
    if found is None:
        await show(update, ctx, render.at_home(localizer, lines(ctx.say("track-unknown"))))
        return
    screen = report_screens.standing(localizer, found, led_by=ctx.say("link-done"))
    await show(update, ctx, screen)


def register(router: Router) -> None:
    """Register the command and its buttons; the use cases check who is staff."""
    router.command("enter", on_enter)
    router.place("enter", on_enter)
    router.button(Enter, on_what)
    router.button(LinkReport, on_link)
