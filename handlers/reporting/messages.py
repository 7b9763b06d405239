"""The handlers of private messages that no command takes: answers, parts of a report, new ones."""

from functools import partial

from msgspec.structs import replace
from telegram import Update
from telegram.ext import MessageHandler, filters

from conversation.form import Given
from domain.core.errors import Refusal
from domain.suggestion import Suggestion
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.handling import Follow
from handlers.core.reply import send, show
from handlers.core.router import ADDRESS, Handler, Router
from handlers.dialogs import handlers as dialogs
from handlers.dialogs import render
from handlers.dialogs.answering import show_outcome
from handlers.dialogs.typed_press import TypedPress
from handlers.reporting import screens as report_screens
from handlers.suggestions import screens as suggestion_screens
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, lines
from usecases.core.outcomes import Asked, Collecting, DialogOutcome, Filed, Idle
from usecases.reporting import hearing
from usecases.reporting.hearing import Tracked


async def on_message(router: Router, update: Update, ctx: Context) -> None:
    """Take a message as an answer, as a part of the open form, or ask what it is for."""
    given = incoming.given(update, ctx.profile)
    chat = incoming.person_chat(update)
    try:
        outcome = await ctx.run(
            hearing.hear,
            given,
            TypedPress(ctx.localizer, ctx.services.screens),
            shown=partial(ctx.services.questions.showing, chat),
        )
    except Refusal:
        await _say_first(ctx, chat, render.emergency(ctx, given))
        raise
    place = isinstance(outcome, Idle) and router.of_place(outcome.place)
    if place:
        await place(update, ctx)
    else:
        await _show(update, ctx, given, outcome)


async def after_command(command: Handler, update: Update, ctx: Context) -> None:
    """Run a command, and handle what stands behind it as a message of its own."""
    given = incoming.given(update, ctx.profile)
    chat = incoming.person_chat(update)
    shown = partial(ctx.services.questions.showing, chat)
    read = TypedPress(ctx.localizer, ctx.services.screens)
    ctx.handling.follow = follow = Follow(
        lambda req: hearing.after_command(req, given, read, shown=shown)
    )
    danger = render.emergency(ctx, given)
    await _say_first(ctx, chat, danger)
    await command(update, ctx)
    if follow.outcome is not None and not isinstance(follow.outcome, Idle):
        await _show(update, ctx, replace(given, text="") if danger else given, follow.outcome)


async def on_unknown_command(update: Update, ctx: Context) -> None:
    """An unknown command; what stands behind it is a message of its own, with the command."""
    words = (update.effective_message and update.effective_message.text) or ""
    if len(words.split()) > 1:
        await after_command(dialogs.on_unknown_command, update, ctx)
    else:
        await dialogs.on_unknown_command(update, ctx)


async def _show(update: Update, ctx: Context, given: Given, outcome: DialogOutcome) -> None:
    """Show what became of a message, the emergency number first if it speaks of danger."""
    chat = incoming.person_chat(update)
    danger = render.emergency(ctx, given, outcome)
    own = "" if given.origin is not None or given.is_card else given.text
    if isinstance(outcome, Collecting) and outcome.added and render.ways_of(ctx.localizer, own):
        outcome = outcome.added
    if isinstance(outcome, Collecting):
        # One of several messages: the courier speaks when the rest is in. Danger cannot wait.
        await _say_first(ctx, chat, danger if given.origin is None else "")
        return
    if _was_phone_question(outcome):
        # The reply keyboard can only be removed by a message without inline buttons.
        await send(ctx, chat, Screen(text=lines(ctx.say("contact-kept")), drop_keyboard=True))
    screen = render.beside(ctx, own, outcome, render.outcome(ctx, outcome))
    screen = screen.led_by(render.left_out(ctx, given, outcome))
    if danger not in str(screen.text):
        screen = screen.led_by(danger)
    if isinstance(outcome, Filed):
        await show_outcome(update, ctx, outcome, screen)
    else:
        await show(update, ctx, screen)


async def _say_first(ctx: Context, chat: int, words: str) -> None:
    """A message of its own, where the answer comes later or is a refusal."""
    if words:
        await send(ctx, chat, Screen(text=lines(words)))


def _was_phone_question(outcome: DialogOutcome) -> bool:
    """Whether the question just answered may have shown the reply keyboard for the phone number."""
    taken = outcome.taken if isinstance(outcome, Asked) else None
    return taken is not None and taken.shares_phone


def tracked(localizer: Localizer, outcome: Tracked) -> Screen:
    """The report or suggestion that a query code opens."""
    if outcome.found is None:
        return render.at_home(localizer, lines(localizer.say("track-unknown")))
    if isinstance(outcome.found, Suggestion):
        return suggestion_screens.standing(localizer, outcome.found)
    return report_screens.standing(localizer, outcome.found)


def register(router: Router) -> None:
    """Register them as the last handlers: they take every message that no other handler took."""
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    # What is forwarded, written by an inline bot or has an address is content: no unknown command.
    by_hand = private & ~filters.FORWARDED & ~filters.VIA_BOT & ~ADDRESS
    router.other(MessageHandler(by_hand & filters.COMMAND, on_unknown_command))
    # Check for text first: most messages are, and the filter for service messages has forty parts.
    wanted = private & (filters.TEXT | ~filters.StatusUpdate.ALL)
    router.other(MessageHandler(wanted, partial(on_message, router)))
    router.words_left = after_command
