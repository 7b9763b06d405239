"""The error handler: explains a refusal to the person, and reports a bug with a reference."""

import secrets

import structlog
from markupsafe import escape
from msgspec.structs import replace
from telegram import Update
from telegram.error import TelegramError

from domain.core.errors import FormOvertaken, MovedOn, NotAllowed, NotFound, Refusal
from handlers.core import media, presses
from handlers.core.api_errors import classify
from handlers.core.context import Context
from handlers.core.reply import ReplyFailed, answer, show, stop_spinner
from handlers.dialogs import render
from handlers.moderation import stale_cards
from handlers.ui.markup import Screen
from usecases import session
from usecases.core.outcomes import Asked
from usecases.delivery import replies
from usecases.dialogs import dialogs
from usecases.session import AlreadyActed, by_system

log = structlog.get_logger("jubao.handlers")


async def on_error(update: object, ctx: Context) -> None:
    """Handle an error of any handler: refusals, failed replies, and bugs, which are tried again."""
    if not isinstance(update, Update) or ctx.error is None:
        log.error("error-without-update", exc_info=ctx.error)
        return
    handling = ctx.handling
    error = ctx.error
    if isinstance(error, AlreadyActed):
        handling.was_done_before()
        await stop_spinner(update, ctx)
    elif isinstance(error, Refusal):
        try:
            await _refuse(update, ctx, error)
        except TelegramError as lost:
            await _queue_reply(ctx, lost)
    elif isinstance(error, TelegramError) and handling.acted:
        await _queue_reply(ctx, error)
    else:
        handling.failed = error
        await _report_bug(update, ctx, error)


async def _refuse(update: Update, ctx: Context, refusal: Refusal) -> None:
    """Say why the request was refused, and show the open question again."""
    if refusal.attempt is not None:
        await ctx.run(session.denied, refusal.attempt)
    private = update.effective_chat is None or update.effective_chat.type == "private"
    if update.callback_query is not None:
        if not private and isinstance(refusal, NotAllowed | NotFound):
            await presses.not_for_you(update, ctx)
            return
        person = await ctx.run(session.greet)
        words = render.refusal(ctx, refusal)
        screen = Screen(text=escape(words), alert=words)
        if not await answer(update, ctx, screen) and private:
            await _say(update, ctx, screen)
        if private and (person.is_staff or isinstance(refusal, FormOvertaken)):
            await stale_cards.after_refusal(update, ctx, refusal, words)
        return
    if ctx.handling.caller is not None:
        # Show the open question even after a message by way of an inline bot.
        ctx.handling.caller = replace(ctx.handling.caller, by_hand=True)
    words = f"{render.refusal(ctx, refusal)}\n{_unkept(update, ctx)}".rstrip()
    late = private and isinstance(refusal, MovedOn)
    if late and await stale_cards.fresh_card(update, ctx, refusal, words):
        return  # the text was for a form that was too late
    outcome = await ctx.run(dialogs.refused)
    meant = refusal.params.get("offered")
    if isinstance(meant, tuple) and isinstance(outcome, Asked) and outcome.step.pages:
        outcome = replace(outcome, only=meant)  # the buttons of what a typed word may mean
    if not private:
        await show(update, ctx, Screen(text=escape(words)))
        return
    screen = render.again(ctx, outcome, words)
    await show(update, ctx, render.beside(ctx, _own_words(update), outcome, screen))


def _own_words(update: Update) -> str:
    """What the sender wrote; empty for what they forwarded."""
    message = update.effective_message
    if message is None or message.forward_origin is not None:
        return ""
    return message.text or message.caption or ""


async def _say(update: Update, ctx: Context, screen: Screen) -> None:
    """Say in a message of its own what the answer to a press could not say."""
    await show(update, ctx, replace(screen, fresh=True))


def _unkept(update: Update, ctx: Context) -> str:
    """A hint about content of the message that we do not keep; empty if there is none."""
    message = update.effective_message
    return render.unkept(ctx.localizer, media.unkept(message)) if message is not None else ""


async def _queue_reply(ctx: Context, error: TelegramError) -> None:
    """The effect is committed but the reply failed: queue it for the courier to send again."""
    chat, found = None, classify(error)
    if isinstance(error, ReplyFailed):
        chat, found = error.chat, error.answer
    log.warning("reply-failed", failure=found.failure.value, error=type(error).__name__)
    if ctx.person is not None and not found.settled:
        await ctx.services.db.run(
            by_system,
            ctx.services.conditions(),
            replies.unsaid,
            ctx.person.who,
            chat,
            found.failure,
            after=found.after,
        )


async def _report_bug(update: Update, ctx: Context, error: BaseException) -> None:
    """Log a bug with a reference; tell the person only after the last try."""
    reference = secrets.token_hex(4)
    log.error("bug", reference=reference, exc_info=error)
    if not ctx.handling.last_try:
        return
    words = ctx.say("error-bug", reference=reference)
    try:
        private = update.effective_chat is not None and update.effective_chat.type == "private"
        screen = Screen(text=escape(words), alert=words)
        if not await answer(update, ctx, screen) and private:
            await _say(update, ctx, screen)
    except TelegramError:
        log.warning("bug-notice-failed", reference=reference)
