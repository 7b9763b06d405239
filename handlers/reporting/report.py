"""Handlers of /report, of buttons of an open report, and of edited messages."""

from contextlib import suppress

from markupsafe import Markup, escape
from msgspec.structs import replace
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import MessageHandler, filters

from conversation.forms.report import has_sent
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show, show_once
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.reporting import review_screen, sent_screen
from handlers.reporting.callbacks import SeeSent, TakeOut
from handlers.ui.markup import Screen, code, cut
from usecases.core.outcomes import Asked, DialogOutcome
from usecases.reporting import edits, forms, review

LONGEST_LINK = 200  # characters of a link that is named in a sentence
_LINK = "\ue000"  # where it stands there, until it is put in as code; no text has this sign


async def on_report(update: Update, ctx: Context) -> None:
    """/report and its button: the first question, or the offer to go on with an unfinished report.

    Text after the command is the first answer.
    """
    given = None if update.callback_query else incoming.given(update, ctx.profile)
    outcome = await ctx.run(forms.start, given=given)
    screen = replace(render.outcome(ctx, outcome), fresh=True)
    if given is not None:
        screen = render.beside(ctx, given.text, outcome, screen)
        screen = screen.led_by(render.emergency(ctx, given))
    await show_once(update, ctx, screen, "report")


async def on_fresh(update: Update, ctx: Context) -> None:
    """Begin a new report and drop an unfinished one."""
    outcome = await ctx.run(forms.start, fresh=True)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_danger(update: Update, ctx: Context) -> None:
    """Danger to life: show the emergency number and begin a report that is marked so."""
    outcome = await ctx.run(forms.start, danger=True)
    words = ctx.say("report-danger-now", number=ctx.profile.emergency)
    await show(update, ctx, replace(render.outcome(ctx, outcome).led_by(words), fresh=True))


async def on_sent(update: Update, ctx: Context) -> None:
    """List everything that was sent for the open report."""
    outcome = await ctx.run(review.sent, incoming.pressed(update, SeeSent).draft)
    await show(update, ctx, sent_screen.sent(ctx.localizer, outcome))


async def on_take_out(update: Update, ctx: Context) -> None:
    """Remove one piece from the open report and show the list again."""
    pressed = incoming.pressed(update, TakeOut)
    outcome = await ctx.run(review.take_out, pressed.draft, pressed.kind, pressed.key)
    if has_sent(outcome.sheet):
        await show(update, ctx, sent_screen.sent(ctx.localizer, outcome))
    else:
        await show(update, ctx, render.outcome(ctx, outcome))


async def on_edited(update: Update, ctx: Context) -> None:
    """An edited message: store a new version of its text and say what was changed."""
    given = incoming.given(update, ctx.profile)
    edited = await ctx.run(edits.edit, given)
    if edited is None:
        return
    why = render.refusal(ctx, edited.refusal) if edited.refusal else ""
    if edited.link_gone:
        link = code(review_screen.as_written(cut(edited.link_gone, LONGEST_LINK)))
        why = escape(ctx.say("edited-link-gone", link=_LINK)).replace(_LINK, link)
    words = Markup("{} {}").format(ctx.say(edited.note), why).strip()
    screen = render.again(ctx, edited.outcome, words)
    screen = render.beside(ctx, given.text, edited.outcome, screen)
    await _show_instead(update, ctx, edited.outcome, screen.led_by(render.left_out(ctx, given)))


async def _show_instead(
    update: Update, ctx: Context, outcome: DialogOutcome, screen: Screen
) -> None:
    """Show an open question anew, and take the buttons off the message that asked it before.

    That one shows what was edited as it was: its buttons would send something else.
    """
    if not isinstance(outcome, Asked):
        await show(update, ctx, screen)
        return
    chat, draft = incoming.person_chat(update), outcome.sheet.draft.id
    older = ctx.services.questions.showing(chat, draft)
    shown = await show(update, ctx, screen)
    if shown is not None:
        ctx.services.questions.remember(chat, shown, draft)
    if older is not None:
        with suppress(TelegramError):
            await ctx.bot.edit_message_reply_markup(chat_id=chat, message_id=older)


def register(router: Router) -> None:
    """Register the command, its buttons, and edited messages of private chats."""
    edited = filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE
    router.command("report", on_report, material=True)
    router.place("report", on_report)
    router.place("fresh", on_fresh)
    router.place("danger", on_danger)
    router.button(SeeSent, on_sent)
    router.button(TakeOut, on_take_out)
    router.other(MessageHandler(edited, on_edited))
