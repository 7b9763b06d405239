"""The handler of private messages that are no command: answers, parts of a report, or new ones."""

from functools import partial

from telegram import Update
from telegram.ext import MessageHandler, filters

from domain.core.errors import Refusal
from domain.suggestion import Suggestion
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import send
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.dialogs.answering import show_outcome
from handlers.dialogs.typed_press import TypedPress
from handlers.reporting import screens as report_screens
from handlers.suggestions import screens as suggestion_screens
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, lines
from usecases.core.outcomes import Asked, Collecting, DialogOutcome
from usecases.reporting import hearing
from usecases.reporting.hearing import Tracked


async def on_message(update: Update, ctx: Context) -> None:
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
    danger = render.emergency(ctx, given, outcome)
    if isinstance(outcome, Collecting):
        # One of several messages: the courier speaks when the rest is in. Danger cannot wait.
        await _say_first(ctx, chat, danger if given.origin is None else "")
        return
    if _was_phone_question(outcome):
        # The reply keyboard can only be removed by a message without inline buttons.
        await send(ctx, chat, Screen(text=lines(ctx.say("contact-kept")), drop_keyboard=True))
    screen = render.outcome(ctx, outcome).led_by(render.left_out(ctx, given, outcome))
    if danger not in str(screen.text):
        screen = screen.led_by(danger)
    await show_outcome(update, ctx, outcome, screen)


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
    """Register it as the last handler: it takes every message that no other handler took."""
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    # Check for text first: most messages are, and the filter for service messages has forty parts.
    wanted = private & (filters.TEXT | ~filters.StatusUpdate.ALL)
    router.other(MessageHandler(wanted, on_message))
