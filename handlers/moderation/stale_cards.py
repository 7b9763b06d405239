"""Cards that show a case as it was: brought up to date when a press or an answer comes too late."""

from telegram import Update

from conversation.form import Given
from domain.core import errors
from domain.core.errors import MovedOn, NotFound, Refusal
from handlers.case_files.callbacks import MakeCaseFile
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import refresh, show
from handlers.dialogs import render
from handlers.dialogs.answering import show_outcome
from handlers.moderation import case_card
from handlers.moderation.callbacks import (
    AcceptClaimed,
    AskAssignee,
    AssignTo,
    DecideSame,
    GiveBack,
    JoinAgreed,
    JoinTo,
    MoreActions,
    MoveCase,
    ReadCase,
    ShowEvidence,
)
from handlers.templates.callbacks import MacrosOf, UseMacro
from handlers.ui.callbacks import at_question
from handlers.ui.long_text import Block, folded, in_parts, own
from handlers.ui.markup import Screen, clean
from handlers.ui.sanitize import harmless
from usecases.core.outcomes import Idle
from usecases.moderation import casework, forms
from usecases.moderation.forms import GivenUp
from usecases.reporting import held

_OF_CASE = (
    MoveCase,
    AcceptClaimed,
    JoinTo,
    JoinAgreed,
    DecideSame,
    AskAssignee,
    AssignTo,
    GiveBack,
    MacrosOf,
    UseMacro,
    ShowEvidence,
    ReadCase,
    MakeCaseFile,
    MoreActions,
)
"""Buttons of a card that are about its case, and stand nowhere else."""


async def fresh_card(
    update: Update, ctx: Context, refusal: Refusal, words: str, *, said: bool = False
) -> bool:
    """After a press or an answer that came too late: show what there is now.

    `words`, which say why, come before it unless they were `said` already. A form that cannot be
    finished any more is dropped, and what was written in it is given back in messages of its own.
    Returns False if there was nothing to show.
    """
    if await _held_instead(update, ctx, refusal, words):
        return True
    try:
        found, draft = await _standing(update, ctx, refusal)
    except (Refusal, ValueError, KeyError):
        return False
    if found is None:
        return False
    why = "" if said else words
    typed = (*found.typed, *_just_typed(update))
    if isinstance(found.view, Idle):
        why = words  # there is nothing else to show
    elif typed:
        await _give_back(update, ctx, why, typed)
        why = ""
    if found.view is not None:
        screen = render.again(ctx, found.view, why)
    elif ctx.person is not None and ctx.person.is_staff:
        screen = case_card.gone(ctx.localizer, words)
    else:
        screen = render.again(ctx, Idle(), words)
    await show(update, ctx, screen)
    if typed and isinstance(found.view, Idle):
        await _give_back(update, ctx, "", typed)
    if draft:
        await ctx.run(forms.give_up, draft)
    return True


async def _held_instead(update: Update, ctx: Context, refusal: Refusal, words: str) -> bool:
    """Hold what a reporter sent for a report that takes nothing more; False if there is nothing."""
    if not isinstance(refusal, errors.FormOvertaken):
        return False
    nothing = Given(command="done")
    given = nothing if update.callback_query else incoming.given(update, ctx.profile)
    if given.text.startswith("/"):
        given = nothing
    outcome = await ctx.run(held.instead, refusal.draft, given)
    if outcome is None:
        return False
    await show_outcome(update, ctx, outcome, render.again(ctx, outcome, words))
    return True


async def after_refusal(update: Update, ctx: Context, refusal: Refusal, words: str) -> None:
    """After a refused press of staff: bring the card up to date, whose button should not be there.

    It loses text and buttons if the person may no longer read the case.
    """
    data = update.callback_query.data if update.callback_query is not None else None
    is_of_card = any(kind.owns(data) for kind in _OF_CASE)
    if is_of_card and isinstance(refusal, NotFound):
        await refresh(update, ctx, case_card.gone(ctx.localizer, words))
    elif is_of_card or isinstance(refusal, MovedOn):
        await fresh_card(update, ctx, refusal, words, said=True)


async def _standing(update: Update, ctx: Context, refusal: Refusal) -> tuple[GivenUp | None, str]:
    """What there is now, and the id of the form that is dropped for it, empty for none."""
    if isinstance(refusal, errors.FormOvertaken):
        return await ctx.run(forms.overtaken, refusal.draft), refusal.draft
    draft = None
    if update.callback_query is not None:
        data = update.callback_query.data or ""
        for kind in _OF_CASE:
            if kind.owns(data):
                return GivenUp(view=await ctx.run(casework.card, kind.parse(data).case_id)), ""
        draft = at_question(data).draft
    found = await ctx.run(forms.overtaken, draft)
    return found, found.draft if found is not None else ""


def _just_typed(update: Update) -> tuple[str, ...]:
    """The text that came too late for its question; it is not in the draft."""
    message = update.effective_message if update.callback_query is None else None
    text = clean(message.text or message.caption) if message is not None else ""
    return (text,) if text else ()


async def _give_back(update: Update, ctx: Context, why: str, typed: tuple[str, ...]) -> None:
    """Send somebody what they had written: it can be copied, so it is not protected."""
    blocks: list[Block] = [own(why)] if why else []
    blocks += [own(ctx.say("form-typed")), *(folded(harmless(text)) for text in typed)]
    for part in in_parts(tuple(blocks)):
        await show(update, ctx, Screen(text=part, fresh=True))
