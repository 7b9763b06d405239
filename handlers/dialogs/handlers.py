"""Every question and answer: /report, /cancel, all presses of a form, and whatever is sent."""

from msgspec.structs import replace
from telegram import Update
from telegram.ext import MessageHandler, filters

from conversation.form import Given
from conversation.forms.report import parse_contact
from domain.core.errors import BadAnswer, Refusal
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import send, show
from handlers.core.router import Router
from handlers.dialogs import question_screen, render
from handlers.dialogs.callbacks import Edit, Tick
from handlers.ui.callbacks import Choose, Do
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, lines
from usecases.core.outcomes import Asked, Collecting, DialogOutcome
from usecases.dialogs import dialogs
from usecases.reporting import edits, forms


async def on_report(update: Update, ctx: Context) -> None:
    """/report and its button: the first question, or the offer to go on with an unfinished one.

    What is written behind the command is the first answer.
    """
    given = None if update.callback_query else incoming.given(update)
    outcome = await ctx.run(forms.start, given=given)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_fresh(update: Update, ctx: Context) -> None:
    """Begin anew, whatever was left half-filled."""
    outcome = await ctx.run(forms.start, fresh=True)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_continue(update: Update, ctx: Context) -> None:
    """Go on with what is open."""
    outcome = await ctx.run(dialogs.resume)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_cancel(update: Update, ctx: Context) -> None:
    """/cancel and its button: really end what is open."""
    outcome = await ctx.run(dialogs.cancel)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_message(update: Update, ctx: Context) -> None:
    """Whatever somebody says or sends: an answer, or the beginning of a report."""
    given = incoming.given(update)
    outcome = await ctx.run(dialogs.answer, given)
    if isinstance(outcome, Collecting):
        return  # one part of an album: the courier speaks when the rest is in
    chat = update.effective_chat
    if chat is not None and _was_contact(outcome, given):
        # The one way to take the phone's keyboard away: a message that carries no buttons.
        await send(ctx, chat.id, Screen(text=lines(ctx.say("contact-kept")), drop_keyboard=True))
    await show(update, ctx, render.outcome(ctx, outcome).led_by(_left_out(ctx, given)))


def _left_out(ctx: Context, given: Given) -> str:
    """That a forward named its own sender, and that this was not kept; else nothing."""
    return ctx.say("own-left-out") if given.left_out else ""


def _was_contact(outcome: DialogOutcome, given: Given) -> bool:
    """Whether this message has just answered how its sender can be reached."""
    if not isinstance(outcome, Asked) or not outcome.sheet.answer("contact"):
        return False
    try:
        contact = parse_contact(given, outcome.sheet)
    except Refusal:
        return False
    return bool(contact == outcome.sheet.answer("contact"))


async def on_press(update: Update, ctx: Context) -> None:
    """A choice, or what a question offers besides its choices."""
    given = _given(update)
    match given.command:
        case "back":
            outcome = await ctx.run(dialogs.back, given)
        case question_screen.GIVE_UP:
            outcome = await ctx.run(dialogs.cancel, given.draft)
        case question_screen.SHARE_PHONE:
            await _offer_keyboard(update, ctx)
            return
        case _:
            outcome = await ctx.run(dialogs.answer, given)
    await show(update, ctx, render.outcome(ctx, outcome))


def _given(update: Update) -> Given:
    try:
        return incoming.given(update)
    except (ValueError, KeyError) as forged:
        raise BadAnswer("answer-stale") from forged


async def _offer_keyboard(update: Update, ctx: Context) -> None:
    """Sharing a number needs Telegram's other keyboard, in a message of its own."""
    outcome = await ctx.run(dialogs.refused)
    if not isinstance(outcome, Asked) or outcome.step.name != "contact":
        raise BadAnswer("answer-stale")
    await show(update, ctx, question_screen.share_phone(Localizer.of(ctx)))


async def on_edit(update: Update, ctx: Context) -> None:
    """One answer of the review is to be changed."""
    edit = incoming.pressed(update, Edit)
    outcome = await ctx.run(dialogs.edit, Given(draft=edit.draft), edit.step)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_tick(update: Update, ctx: Context) -> None:
    """One of the review's ticks."""
    tick = incoming.pressed(update, Tick)
    outcome = await ctx.run(dialogs.tick, Given(draft=tick.draft), tick.switch)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_edited(update: Update, ctx: Context) -> None:
    """An edited message: a new version of what it said, with a word on what became of it."""
    given = incoming.given(update)
    edited = await ctx.run(edits.edit, given)
    if edited is not None:
        await show(update, ctx, render.edited(ctx, edited).led_by(_left_out(ctx, given)))


async def on_unknown_command(update: Update, ctx: Context) -> None:
    """A command that nobody else knows; what is open stays open."""
    outcome = await ctx.run(dialogs.refused)
    await show(update, ctx, render.again(ctx, outcome, ctx.say("command-unknown")))


async def on_unknown_press(_: Update, __: Context) -> None:
    """A button that nobody else owns: of a version that is gone, or forged."""
    raise BadAnswer("answer-stale")


def register(router: Router) -> None:
    """The last room: it takes every word and press that nobody else wanted."""
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    edited = filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE
    router.command("report", on_report)
    router.command("cancel", on_cancel)
    router.place("report", on_report)
    router.place("fresh", on_fresh)
    router.place("continue", on_continue)
    router.place("cancel", on_cancel)
    router.button(Choose, on_press)
    router.button(Do, on_press)
    router.button(Edit, on_edit)
    router.button(Tick, on_tick)
    router.other(MessageHandler(edited, on_edited))
    router.other(MessageHandler(private & filters.COMMAND, on_unknown_command))
    # Text is most of it, and never a change of the chat: of those there are forty to ask for.
    said = private & (filters.TEXT | ~filters.StatusUpdate.ALL)
    router.other(MessageHandler(said, on_message))
