"""/audit: admins read the journal, in private chats only."""

from datetime import date

from telegram import Update

from domain.core.errors import BadAnswer
from handlers.audit import screens
from handlers.audit.callbacks import (
    JournalOfCase,
    JournalOfDay,
    JournalOfPerson,
    ListStaff,
    OpenJournal,
)
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import only_in_private
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.ui.markup import clean
from usecases.audit import journal_looks
from usecases.audit.journal_looks import StaffList


async def on_audit(update: Update, ctx: Context) -> None:
    """/audit: the choice, or the journal of the case, person or day named behind it."""
    only_in_private(update)
    typed = clean(" ".join(ctx.args or ()))
    if not typed:
        await _choose(update, ctx)
        return
    found = await ctx.run(journal_looks.find, typed)
    if isinstance(found, StaffList):
        await show(update, ctx, screens.people(ctx.localizer, found))
    else:
        await show(update, ctx, screens.page(ctx.localizer, found))


async def on_open(update: Update, ctx: Context) -> None:
    """The choice again."""
    only_in_private(update)
    await _choose(update, ctx)


async def _choose(update: Update, ctx: Context) -> None:
    today = await ctx.run(journal_looks.offer)
    await show(update, ctx, screens.choice(ctx.localizer, today))


async def on_case(update: Update, ctx: Context) -> None:
    """The journal of a case."""
    only_in_private(update)
    pressed = incoming.pressed(update, JournalOfCase)
    found = await ctx.run(journal_looks.of_case, pressed.number, pressed.before)
    await show(update, ctx, screens.page(ctx.localizer, found))


async def on_person(update: Update, ctx: Context) -> None:
    """What somebody did."""
    only_in_private(update)
    pressed = incoming.pressed(update, JournalOfPerson)
    found = await ctx.run(journal_looks.of_person, pressed.who, pressed.before)
    await show(update, ctx, screens.page(ctx.localizer, found))


async def on_day(update: Update, ctx: Context) -> None:
    """The journal of a day."""
    only_in_private(update)
    pressed = incoming.pressed(update, JournalOfDay)
    try:
        day = date(pressed.day // 10000, pressed.day // 100 % 100, pressed.day % 100)
    except (ValueError, OverflowError):
        raise BadAnswer("answer-stale") from None
    found = await ctx.run(
        journal_looks.of_day, day, (pressed.at, pressed.row) if pressed.row else None
    )
    await show(update, ctx, screens.page(ctx.localizer, found))


async def on_people(update: Update, ctx: Context) -> None:
    """A page of the staff."""
    only_in_private(update)
    found = await ctx.run(journal_looks.staff, incoming.pressed(update, ListStaff).page)
    await show(update, ctx, screens.people(ctx.localizer, found))


def register(router: Router) -> None:
    """Register the admins' command and its buttons; the use cases check permissions."""
    router.command("audit", on_audit)
    router.button(OpenJournal, on_open)
    router.button(JournalOfCase, on_case)
    router.button(JournalOfPerson, on_person)
    router.button(JournalOfDay, on_day)
    router.button(ListStaff, on_people)
