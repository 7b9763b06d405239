"""Cards that show a case as it was: brought up to date when a press or an answer comes too late."""

from telegram import Update

from domain.core.errors import MovedOn, NotFound, Refusal
from handlers.case_files.callbacks import MakeCaseFile
from handlers.core.context import Context
from handlers.core.reply import refresh, show
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
from handlers.ui.callbacks import Choose, Do
from usecases.core.views import Card
from usecases.moderation import casework, forms

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


async def fresh_card(update: Update, ctx: Context, words: str = "") -> bool:
    """After a press or an answer that came too late: show the current card, with `words` before it.

    A form whose case has changed meanwhile is dropped. Returns False if there was nothing to show.
    """
    try:
        found = await _standing(update, ctx)
    except (Refusal, ValueError, KeyError):
        return False
    if found is None:
        return False
    await show(update, ctx, case_card.card(ctx.localizer, found, led_by=words))
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
        await fresh_card(update, ctx)


async def _standing(update: Update, ctx: Context) -> Card | None:
    draft = None
    if update.callback_query is not None:
        data = update.callback_query.data or ""
        for kind in _OF_CASE:
            if kind.owns(data):
                return await ctx.run(casework.card, kind.parse(data).case_id)
        draft = Choose.parse(data).draft if Choose.owns(data) else Do.parse(data).draft
    outcome = await ctx.run(forms.give_up, draft)
    return outcome if isinstance(outcome, Card) else None
