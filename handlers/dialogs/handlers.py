"""Handlers for all forms: /cancel, presses at questions and reviews, unknown commands."""

from msgspec.structs import replace
from telegram import Update

from conversation.form import Given
from domain.core.errors import BadAnswer
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router, takes_nothing
from handlers.dialogs import question_screen, render
from handlers.dialogs.answering import show_outcome
from handlers.dialogs.callbacks import Edit, MoreChoices, Tick, Toggle, Undo
from handlers.ui.callbacks import Choose, ChooseLast, Do, DoLast
from usecases.core.outcomes import Asked
from usecases.dialogs import dialogs
from usecases.reporting import left_forms


async def on_continue(update: Update, ctx: Context) -> None:
    """Go on with a form that was left: the open question again, and a word that it goes on."""
    outcome = await ctx.run(dialogs.resume)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_question(update: Update, ctx: Context) -> None:
    """Back to the open question from a list beside it; nothing was left, so nothing is said."""
    outcome = await ctx.run(dialogs.resume, note="")
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_cancel(update: Update, ctx: Context) -> None:
    """/cancel and its button: end the open form."""
    outcome = await ctx.run(dialogs.cancel)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_press(update: Update, ctx: Context) -> None:
    """A choice or a command at a question."""
    given = _given(update, ctx)
    match given.command:
        case "back":
            outcome = await ctx.run(dialogs.back, given)
        case question_screen.GIVE_UP:
            outcome = await ctx.run(dialogs.cancel, given.draft)
        case question_screen.TO_LEFT_FORM:
            outcome = await ctx.run(left_forms.go_on, given)
        case question_screen.SHARE_PHONE:
            await _offer_keyboard(update, ctx)
            return
        case _:
            outcome = await ctx.run(dialogs.answer, given)
    await show_outcome(update, ctx, outcome)


def _given(update: Update, ctx: Context) -> Given:
    try:
        return incoming.given(update, ctx.profile)
    except (ValueError, KeyError) as forged:
        raise BadAnswer("answer-stale") from forged


async def _offer_keyboard(update: Update, ctx: Context) -> None:
    """Send the reply keyboard for sharing a phone number; it needs a message of its own."""
    outcome = await ctx.run(dialogs.refused)
    if not isinstance(outcome, Asked) or not outcome.step.shares_phone:
        raise BadAnswer("answer-stale")
    await show(update, ctx, question_screen.share_phone(ctx.localizer))


async def on_more_choices(update: Update, ctx: Context) -> None:
    """Show another page of a question's choices."""
    pressed = incoming.pressed(update, MoreChoices)
    outcome = await ctx.run(dialogs.page_of_choices, pressed.draft, pressed.start)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_edit(update: Update, ctx: Context) -> None:
    """Ask for one answer of the review again."""
    edit = incoming.pressed(update, Edit)
    outcome = await ctx.run(dialogs.edit, Given(draft=edit.draft), edit.step)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_tick(update: Update, ctx: Context) -> None:
    """Set or clear one of the review's ticks."""
    tick = incoming.pressed(update, Tick)
    here = Given(draft=tick.draft)
    outcome = await ctx.run(dialogs.tick, here, tick.switch, on=bool(tick.on))
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_toggle(update: Update, ctx: Context) -> None:
    """Invert a tick, by a button of release 0.1."""
    toggle = incoming.pressed(update, Toggle)
    outcome = await ctx.run(dialogs.tick, Given(draft=toggle.draft), toggle.switch)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_undo(update: Update, ctx: Context) -> None:
    """Restore a form that was cancelled."""
    outcome = await ctx.run(dialogs.undo, incoming.pressed(update, Undo).draft)
    screen = render.outcome(ctx, outcome)
    # Another form may have been open, with its question further down: send a new message below it.
    await show(update, ctx, replace(screen, fresh=bool(outcome.undo)))


async def on_unknown_command(update: Update, ctx: Context) -> None:
    """An unknown command; the open form stays open."""
    outcome = await ctx.run(dialogs.refused)
    await show(update, ctx, render.again(ctx, outcome, ctx.say("command-unknown")))


async def on_unknown_press(_: Update, __: Context) -> None:
    """An unknown button: of an older version, or forged."""
    raise BadAnswer("answer-stale")


def register(router: Router) -> None:
    """Register /cancel and the presses of all forms."""
    router.command("cancel", on_cancel, leaves=takes_nothing)
    router.place("continue", on_continue)
    router.place("question", on_question)
    router.place("cancel", on_cancel)
    for kind in (Choose, ChooseLast, Do, DoLast):
        router.button(kind, on_press)
    router.button(MoreChoices, on_more_choices)
    router.button(Edit, on_edit)
    router.button(Tick, on_tick)
    router.button(Toggle, on_toggle)
    router.button(Undo, on_undo)
