"""Cases as staff see them: the card with its actions, the whole text, lists, a group's card."""

from markupsafe import Markup
from msgspec.structs import replace
from telegram import Update

from domain.case import Case, Priority
from domain.core.errors import MovedOn, NotFound, Refusal
from handlers.case_files.callbacks import MakeCaseFile
from handlers.core.context import Context
from handlers.core.reply import refresh, show
from handlers.moderation import card_keys, message_text
from handlers.moderation.callbacks import (
    AcceptClaimed,
    AskAssignee,
    AssignTo,
    DecideSame,
    GiveBack,
    JoinAgreed,
    JoinTo,
    MacrosOf,
    MoreActions,
    MoveCase,
    ReadCase,
    ShowEvidence,
    UseMacro,
)
from handlers.moderation.card_keys import Ways, ways
from handlers.moderation.card_text import ON_CARD, WHOLE, blocks, clock, lateness
from handlers.moderation.case_lists import FIRST_PAGE, marks
from handlers.ui.callbacks import Choose, Do, SeeCase, TurnPage
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import fitted, in_parts, own
from handlers.ui.markup import Key, Screen, bold, lines
from usecases.core.views import Card, HandedOn
from usecases.moderation import casework, forms

ROOM = 3600  # of the 4096 characters of a message; the rest is for what is said before the card
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


def card(
    localizer: Localizer, card: Card, *, led_by: str = "", around: Ways | None = None
) -> Screen:
    """The card of a case with the likely actions of this person; `led_by` is put before it.

    `around`: its ways to the further actions and back, where it was not opened by itself.
    """
    text, is_cut = _text(localizer, card)
    return Screen(
        text=text,
        rows=card_keys.front(localizer, card, around or ways(card.case), is_cut=is_cut),
        protect=True,
        toast=localizer.say(card.note) if card.note else "",
    ).led_by(led_by)


def unfolded(localizer: Localizer, card: Card, *, around: Ways | None = None) -> Screen:
    """The card with all its further actions."""
    text, is_cut = _text(localizer, card)
    rows = card_keys.more(localizer, card, around or ways(card.case), is_cut=is_cut)
    return Screen(text=text, rows=rows, protect=True)


def _text(localizer: Localizer, card: Card) -> tuple[Markup, bool]:
    """The text of the card, and whether the case has more text than it shows."""
    text, was_cut = fitted(blocks(localizer, card, ON_CARD), ROOM)
    return text, was_cut or _has_more(card)


def _has_more(card: Card) -> bool:
    return (
        len(card.reports) > ON_CARD.reports
        or len(card.evidence) > ON_CARD.files
        or any(len(view.targets) > ON_CARD.targets for view in card.reports)
        or message_text.hides_files(card)
    )


def whole(localizer: Localizer, card: Card) -> tuple[Screen, ...]:
    """The whole text of a case, split into messages; the last one has a button back."""
    back = Key(label=localizer.say("staff-to-case"), button=SeeCase(case_id=card.case.id))
    parts = [
        Screen(text=text, protect=True, fresh=True)
        for text in in_parts(blocks(localizer, card, WHOLE))
    ]
    return (*parts[:-1], replace(parts[-1], rows=((back,),)))


def handed_on(localizer: Localizer, found: HandedOn) -> Screen:
    """After a transfer: the case's number and its new unit, for somebody who has lost access."""
    number, unit = found.case.number, localizer.unit(found.case.unit)
    words = localizer.say("staff-handed-on", number=number, unit=unit)
    why = localizer.say(found.note) if found.note else None
    return replace(gone(localizer, words), text=lines(words, why))


def gone(localizer: Localizer, words: str) -> Screen:
    """In place of a card that this person may no longer read."""
    queue = TurnPage(which="queue", after=FIRST_PAGE)
    back = Key(label=localizer.say("staff-to-queue"), button=queue)
    return Screen(text=lines(words), rows=((back,),), protect=True)


def in_group(localizer: Localizer, case: Case, at: int) -> Screen:
    """The card for a unit's group: only number, category, status and deadline."""
    return Screen(
        text=lines(
            localizer.say("staff-danger") if case.priority is Priority.DANGER else None,
            *own(
                Markup("{}{}").format(marks(case, at), bold(case.number)),
                localizer.say(f"staff-status-{case.status}"),
            ),
            localizer.category(case.category, case.subcategory),
            clock(localizer, case, at),
            lateness(localizer, case),
        ),
        rows=((Key(label=localizer.say("staff-open-private"), button=SeeCase(case_id=case.id)),),),
        protect=True,
    )


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
    await show(update, ctx, card(ctx.localizer, found, led_by=words))
    return True


async def after_refusal(update: Update, ctx: Context, refusal: Refusal, words: str) -> None:
    """After a refused press of staff: bring the card up to date, whose button should not be there.

    It loses text and buttons if the person may no longer read the case.
    """
    data = update.callback_query.data if update.callback_query is not None else None
    is_of_card = any(kind.owns(data) for kind in _OF_CASE)
    if is_of_card and isinstance(refusal, NotFound):
        await refresh(update, ctx, gone(ctx.localizer, words))
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
