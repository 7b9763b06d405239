"""Give a case to a colleague or back to the queue, and go on to the next case."""

from telegram import Update

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import only_in_private
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.moderation import case_card, case_lists
from handlers.moderation.callbacks import AskAssignee, AssignTo, GiveBack, NextCase
from handlers.ui.callbacks import SeeCase, TurnPage
from handlers.ui.labels import LONGEST, LONGEST_NAME, colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, cut, grid, lines, paragraphs
from handlers.ui.sanitize import line
from usecases.moderation import assignment, next_case
from usecases.moderation.assignment import Assignee, Assignment

SHOWN_WHO = 16  # characters of a fingerprint, as `assignment.assign` expects
MOST = 40  # people on one screen


async def on_ask(update: Update, ctx: Context) -> None:
    """Ask who of the unit is to have the case."""
    pressed = incoming.pressed(update, AskAssignee)
    only_in_private(update)
    found = await ctx.run(assignment.candidates, pressed.case_id, seen=pressed.seen)
    await show(update, ctx, whom(ctx.localizer, found))


async def on_assign(update: Update, ctx: Context) -> None:
    """Give the case to the person pressed."""
    pressed = incoming.pressed(update, AssignTo)
    only_in_private(update)
    card = await ctx.run(assignment.assign, pressed.case_id, pressed.who, seen=pressed.seen)
    await show(update, ctx, case_card.card(ctx.localizer, card))


async def on_give_back(update: Update, ctx: Context) -> None:
    """Give the case back to the unit's queue."""
    pressed = incoming.pressed(update, GiveBack)
    only_in_private(update)
    card = await ctx.run(assignment.give_back, pressed.case_id, seen=pressed.seen)
    await show(update, ctx, case_card.card(ctx.localizer, card))


async def on_next(update: Update, ctx: Context) -> None:
    """Show the next case that this person may act on; the queue if there is no other."""
    pressed = incoming.pressed(update, NextCase)
    only_in_private(update)
    card = await ctx.run(next_case.next_case, pressed.case_id)
    if card is None:
        queue = Key(
            label=ctx.say("staff-to-queue"),
            button=TurnPage(which="queue", after=case_lists.FIRST_PAGE),
        )
        await show(
            update, ctx, Screen(text=lines(ctx.say("next-none")), rows=((queue,),), fresh=True)
        )
        return
    await show(update, ctx, case_card.card(ctx.localizer, card))


def whom(localizer: Localizer, found: Assignment) -> Screen:
    """The people of the unit as buttons, each with how many open cases they have."""
    case = found.case
    keys = (
        Key(
            label=cut(_label(localizer, each), LONGEST),
            button=AssignTo(case_id=case.id, who=each.who[:SHOWN_WHO], seen=case.version),
        )
        for each in found.people[:MOST]
    )
    back = Key(label=localizer.say("button-back"), button=SeeCase(case_id=case.id))
    return Screen(
        text=paragraphs(
            lines(localizer.say("assign-ask", number=case.number)),
            None if found.people else localizer.say("assign-nobody"),
        ),
        rows=(*grid(keys), (back,)),
        protect=True,
    )


def _label(localizer: Localizer, each: Assignee) -> str:
    name = colleague(localizer, line(each.name, LONGEST_NAME))
    return localizer.say("assign-person", name=name, count=str(each.load.open))


def register(router: Router) -> None:
    """Register the buttons; the use cases check permissions."""
    router.button(AskAssignee, on_ask)
    router.button(AssignTo, on_assign)
    router.button(GiveBack, on_give_back)
    router.button(NextCase, on_next)
