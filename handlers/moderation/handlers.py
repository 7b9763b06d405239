"""Staff handlers for cases: lists, the card, its actions, its evidence."""

import re

from markupsafe import escape
from msgspec.structs import replace
from telegram import Update

from domain.core.errors import Refusal
from domain.network.people import Verb
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import group_of, only_in_private, person_chat
from handlers.core.reply import ReplyFailed, answer, refresh, send, show, stop_spinner
from handlers.core.router import ANYWHERE, Router
from handlers.dialogs import render
from handlers.moderation import case_card, case_lists, evidence
from handlers.moderation.callbacks import (
    AcceptClaimed,
    DecideSame,
    JoinAgreed,
    JoinTo,
    MoreActions,
    MoveCase,
    OpenUncleaned,
    ReadCase,
    ShowEvidence,
)
from handlers.ui.callbacks import SeeCase, TurnPage
from handlers.ui.markup import Screen
from usecases.delivery.retries import Failure
from usecases.moderation import assignment, casework, forms, second_person
from usecases.moderation.casework import NEEDS_WORDS

_KEY_OF_A_PAGE = re.compile(r"\d{1,9}\.\d{1,15}\.\d{1,15}", re.ASCII)
_LISTS = {
    "mine": casework.mine,
    "unanswered": casework.unanswered,
    "to_confirm": second_person.to_confirm,
    "appeals": second_person.appeals,
}


async def on_queue(update: Update, ctx: Context) -> None:
    """/queue: the cases that need a step; in a group only those of the group's units."""
    await _show_list(update, ctx, "queue", None)


async def on_mine(update: Update, ctx: Context) -> None:
    """/mine: the open cases that this person has taken."""
    await _show_list(update, ctx, "mine", None)


async def on_turn(update: Update, ctx: Context) -> None:
    """Another page of a list, or the first one again."""
    outcome = incoming.pressed(update, TurnPage)
    if outcome.after == case_lists.FIRST_PAGE:
        await _show_list(update, ctx, outcome.which, None)
    elif _KEY_OF_A_PAGE.fullmatch(outcome.after):
        await _show_list(update, ctx, outcome.which, outcome.after)
    else:
        raise Refusal("answer-stale")


async def _show_list(update: Update, ctx: Context, which: str, after: str | None) -> None:
    group = group_of(update)
    if group is not None:
        found = await ctx.run(casework.queue_here, group, after)
    else:
        found = await ctx.run(_LISTS.get(which, casework.queue), after)
    await show(update, ctx, case_lists.queue(ctx.localizer, found))


async def on_case(update: Update, ctx: Context) -> None:
    """/case NUMBER: the card; in a group a neutral line with a button to the private chat."""
    typed = " ".join(ctx.args or ())
    if not typed:
        raise Refusal("case-which")
    group = group_of(update)
    if group is None:
        card = await ctx.run(casework.find, typed)
        await show(update, ctx, case_card.card(ctx.localizer, card))
        return
    case = await ctx.run(casework.find_here, group, typed)
    now = int(ctx.services.now())
    await show(update, ctx, case_card.in_group(ctx.localizer, case, now))


async def on_see(update: Update, ctx: Context) -> None:
    """Show a case from a list; a press in a group shows it in the person's private chat."""
    card = await ctx.run(casework.card, incoming.pressed(update, SeeCase).case_id)
    screen = case_card.card(ctx.localizer, card)
    if group_of(update) is None:
        await show(update, ctx, screen)
        return
    try:
        await send(ctx, person_chat(update), screen)
    except ReplyFailed as lost:
        gone = lost.answer.failure is Failure.GONE
        words = ctx.say("press-private-first", bot=ctx.services.username) if gone else ""
        await answer(update, ctx, Screen(text=escape(words), alert=words))
        raise
    await answer(update, ctx, replace(screen, toast=ctx.say("staff-sent-in-private")))


async def on_more(update: Update, ctx: Context) -> None:
    """Show all further actions of a case in place of the likely ones."""
    pressed = incoming.pressed(update, MoreActions)
    only_in_private(update)
    card = await ctx.run(casework.card, pressed.case_id)
    await show(update, ctx, case_card.unfolded(ctx.localizer, card))


async def on_read(update: Update, ctx: Context) -> None:
    """Send the whole text of a case."""
    pressed = incoming.pressed(update, ReadCase)
    only_in_private(update)
    card = await ctx.run(casework.card, pressed.case_id)
    first, *others = case_card.whole(ctx.localizer, card)
    await refresh(update, ctx, case_card.card(ctx.localizer, card))
    await show(update, ctx, first)
    for screen in others:
        await send(ctx, person_chat(update), screen)


async def on_move(update: Update, ctx: Context) -> None:
    """Apply a verb of the card at once, or open its form below the card."""
    move = incoming.pressed(update, MoveCase)
    only_in_private(update)
    verb = _verb(move.verb)
    if verb in NEEDS_WORDS:
        outcome = await ctx.run(forms.begin_on_case, move.case_id, verb, seen=move.seen)
        await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))
        return
    if verb is Verb.TAKE:
        card = await ctx.run(assignment.take, move.case_id, seen=move.seen)
    else:
        card = await ctx.run(casework.move, move.case_id, verb, seen=move.seen)
    await show(update, ctx, case_card.card(ctx.localizer, card))


async def on_accept_claimed(update: Update, ctx: Context) -> None:
    """Accept a case as the category that its reporter chose."""
    pressed = incoming.pressed(update, AcceptClaimed)
    only_in_private(update)
    outcome = await ctx.run(casework.accept_claimed, pressed.case_id, seen=pressed.seen)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_join(update: Update, ctx: Context) -> None:
    """Join a case to a suggested one: open the form at its last question, the confirmation."""
    pressed = incoming.pressed(update, JoinTo)
    only_in_private(update)
    outcome = await ctx.run(forms.begin_join, pressed.case_id, pressed.to, seen=pressed.seen)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_join_agreed(update: Update, ctx: Context) -> None:
    """Join a case to the one its reporter agreed to, and show the resulting case."""
    pressed = incoming.pressed(update, JoinAgreed)
    only_in_private(update)
    card = await ctx.run(casework.join_agreed, pressed.case_id, pressed.to, seen=pressed.seen)
    await show(update, ctx, case_card.card(ctx.localizer, card))


async def on_same(update: Update, ctx: Context) -> None:
    """Decide a case as the same was decided before: open the form at its review."""
    pressed = incoming.pressed(update, DecideSame)
    only_in_private(update)
    outcome = await ctx.run(forms.begin_same, pressed.case_id, seen=pressed.seen)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


def _verb(value: str) -> Verb:
    try:
        return Verb(value)
    except ValueError:
        raise Refusal("answer-stale") from None


async def on_evidence(update: Update, ctx: Context) -> None:
    """Send the files of a case; they are sent only when asked for."""
    pressed = incoming.pressed(update, ShowEvidence)
    only_in_private(update)
    card, files = await ctx.run(casework.open_evidence, pressed.case_id)
    await stop_spinner(update, ctx)
    await refresh(update, ctx, case_card.card(ctx.localizer, card))
    for screen in await evidence.send(ctx, person_chat(update), card.case, files):
        await send(ctx, person_chat(update), screen)


async def on_open_uncleaned(update: Update, ctx: Context) -> None:
    """Send one file that was held back; the access is in the journal before it is sent."""
    pressed = incoming.pressed(update, OpenUncleaned)
    only_in_private(update)
    case, files = await ctx.run(casework.open_uncleaned, pressed.case_id, pressed.evidence_id)
    await stop_spinner(update, ctx)
    chat, wanted = person_chat(update), pressed.evidence_id
    for screen in await evidence.send(ctx, chat, case, files, only=wanted):
        await send(ctx, chat, screen)


def register(router: Router) -> None:
    """Register the staff's commands; the use cases check permissions."""
    router.command("queue", on_queue, ANYWHERE)
    router.place("queue", on_queue)
    router.command("case", on_case, ANYWHERE)
    router.command("mine", on_mine)
    router.place("mine", on_mine)
    router.button(TurnPage, on_turn, ANYWHERE)
    router.button(SeeCase, on_see, ANYWHERE)
    router.button(ReadCase, on_read)
    router.button(MoreActions, on_more)
    router.button(MoveCase, on_move)
    router.button(AcceptClaimed, on_accept_claimed)
    router.button(JoinTo, on_join)
    router.button(JoinAgreed, on_join_agreed)
    router.button(DecideSame, on_same)
    router.button(ShowEvidence, on_evidence)
    router.button(OpenUncleaned, on_open_uncleaned)
