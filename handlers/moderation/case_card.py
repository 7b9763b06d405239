"""Cases as staff see them: the card with its actions, the whole text, lists, a group's card."""

from collections.abc import Iterator

from markupsafe import Markup
from msgspec.structs import replace
from telegram import Update

from domain.case import Case, Priority
from domain.core.errors import Refusal
from domain.network.people import Role, Verb
from domain.removals.rules import REMOVED_OUTCOMES, is_asked_back
from domain.report import EvidenceState
from domain.status import Status
from handlers.case_files.callbacks import MakeCaseFile
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.identity import screens as identity_screens
from handlers.moderation import joins
from handlers.moderation.callbacks import (
    AskAssignee,
    AssignTo,
    DecideSame,
    GiveBack,
    JoinAgreed,
    JoinTo,
    MacrosOf,
    MoveCase,
    NextCase,
    ReadCase,
    ShowEvidence,
    UseMacro,
)
from handlers.moderation.card_text import ON_CARD, WHOLE, blocks, clock, lateness
from handlers.moderation.case_lists import FIRST_PAGE, marks
from handlers.removals import screens as removal_screens
from handlers.removals.callbacks import IsBack
from handlers.reported_accounts import screens as account_screens
from handlers.ui.callbacks import Choose, Do, SeeCase, TurnPage
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import fitted, in_parts, own
from handlers.ui.markup import Key, Screen, bold, grid, lines
from usecases.core.views import Card, HandedOn
from usecases.moderation import casework, forms

ROOM = 3600  # of the 4096 characters of a message; the rest is for what is said before the card
_OF_CASE = (
    MoveCase,
    JoinTo,
    JoinAgreed,
    DecideSame,
    MacrosOf,
    UseMacro,
    AskAssignee,
    AssignTo,
    GiveBack,
)
"""Buttons of a card that change its case."""
NEXT_STEPS = (Verb.ACCEPT, Verb.CONFIRM, Verb.CHECK, Verb.MEASURES, Verb.DECIDE)
"""Moves that bring a case forward; their buttons come first, in this order."""


def card(localizer: Localizer, card: Card, *, led_by: str = "") -> Screen:
    """The card of a case with the actions open to this person; `led_by` is put before it."""
    text, was_cut = fitted(blocks(localizer, card, ON_CARD), ROOM)
    return Screen(
        text=text,
        rows=_rows(localizer, card, more=was_cut or _has_more(card)),
        protect=True,
        toast=localizer.say(card.note) if card.note else "",
    ).led_by(led_by)


def _has_more(card: Card) -> bool:
    return (
        len(card.reports) > ON_CARD.reports
        or len(card.evidence) > ON_CARD.files
        or any(len(view.targets) > ON_CARD.targets for view in card.reports)
    )


def _rows(localizer: Localizer, card: Card, *, more: bool) -> tuple[tuple[Key, ...], ...]:
    case = card.case
    # "I have it" takes the case, too: one of the two buttons is enough
    takes = card.can_take and Verb.HAVE not in card.deeds
    around = [_verb(localizer, case, Verb.TAKE)] if takes else []
    if not card.own and any(file.state is EvidenceState.KEPT for file in card.evidence):
        label = localizer.say(f"verb-{Verb.OPEN_EVIDENCE}")
        around.append(Key(label=label, button=ShowEvidence(case_id=case.id)))
    around.extend(_hand_over(localizer, card))
    if card.has_macros:
        of_case = MacrosOf(case_id=case.id, seen=case.version, start=0)
        around.append(Key(label=localizer.say("macros"), button=of_case))
    around.extend(_verb(localizer, case, verb) for verb in card.deeds if verb is not Verb.HAVE)
    if card.accounts:
        around.extend(account_screens.history_keys(localizer, card.accounts))
    named = len(card.reports) > 1
    around.extend(identity_screens.show_key(localizer, each, named=named) for each in card.showable)
    if card.may_order_file and card.referral is not None:
        label = localizer.say(f"verb-{Verb.CASE_FILE}")
        around.append(Key(label=label, button=MakeCaseFile(case_id=case.id)))
    if more:
        around.append(Key(label=localizer.say("staff-read-all"), button=ReadCase(case_id=case.id)))
    verbs = [move.verb for move in card.moves]
    if Verb.JOIN in verbs:  # rarely used without a suggestion, so it comes last
        around.append(joins.other(localizer, case))
    forward = [verb for verb in NEXT_STEPS if verb in verbs]
    others = [verb for verb in verbs if verb not in {*NEXT_STEPS, Verb.JOIN}]
    moves = (_verb(localizer, case, verb) for verb in (*forward, *others))
    back = Key(
        label=localizer.say("staff-to-queue"),
        button=TurnPage(which="queue", after=FIRST_PAGE),
    )
    following = Key(label=localizer.say("staff-next-case"), button=NextCase(case_id=case.id))
    alarm = ((_verb(localizer, case, Verb.HAVE),),) if Verb.HAVE in card.deeds else ()
    asked = _asked(localizer, card)
    alike = (*joins.earlier_rows(localizer, card), *joins.rows(localizer, card))
    first = (*alarm, *alike, *asked)
    return (*first, *grid(moves), *grid(around), (following, back))


def _hand_over(localizer: Localizer, card: Card) -> Iterator[Key]:
    """To give the case to a colleague, or back to the queue."""
    case = card.case
    if card.can_assign:
        ask = AskAssignee(case_id=case.id, seen=case.version)
        yield Key(label=localizer.say(f"verb-{Verb.ASSIGN}"), button=ask)
    if card.can_give_back:
        back = GiveBack(case_id=case.id, seen=case.version)
        yield Key(label=localizer.say(f"verb-{Verb.GIVE_BACK}"), button=back)


def _asked(localizer: Localizer, card: Card) -> tuple[tuple[Key, ...], ...]:
    """Buttons of the requests for removal, and "It is back" where the content had been removed."""
    works = card.role >= Role.MODERATOR and not card.own
    asked: tuple[tuple[Key, ...], ...] = ()
    if card.removals:
        asked = removal_screens.on_case_card(localizer, card.removals, works=works)
    if not (works and _may_be_back(card)):
        return asked
    back = Key(label=localizer.say("verb-back"), button=IsBack(case_id=card.case.id))
    return (*asked, (back,))


def _may_be_back(card: Card) -> bool:
    """Whether "It is back" is offered: the case was closed as removed, and nothing is asked."""
    case = card.case
    if case.status is not Status.CLOSED or case.outcome not in REMOVED_OUTCOMES:
        return False
    return not (card.removals and is_asked_back(card.removals))


def _verb(localizer: Localizer, case: Case, verb: Verb) -> Key:
    button = MoveCase(case_id=case.id, verb=verb, seen=case.version)
    return Key(label=localizer.say(f"verb-{verb}"), button=button)


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
    back = Key(
        label=localizer.say("staff-to-queue"),
        button=TurnPage(which="queue", after=FIRST_PAGE),
    )
    number, unit = found.case.number, localizer.unit(found.case.unit)
    words = localizer.say("staff-handed-on", number=number, unit=unit)
    why = localizer.say(found.note) if found.note else None
    return Screen(text=lines(words, why), rows=((back,),), protect=True)


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
