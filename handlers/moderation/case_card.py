"""Cases as staff see them: the card with its actions, the whole text, lists, a group's card."""

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from domain.card_actions import MOST_BUTTONS, CardAction, Kind, OpenAction, arrange
from domain.case import Case, Priority
from domain.network.people import Role, Verb
from domain.removals.rules import REMOVED_OUTCOMES, is_asked_back
from domain.report import EvidenceState
from domain.status import ENDED, Status
from handlers.case_files.callbacks import MakeCaseFile
from handlers.identity import screens as identity_screens
from handlers.moderation import joins, message_text
from handlers.moderation.callbacks import (
    AcceptClaimed,
    AskAssignee,
    GiveBack,
    MoreActions,
    MoveCase,
    NextCase,
    ReadCase,
    ShowEvidence,
)
from handlers.moderation.card_text import ON_CARD, WHOLE, blocks, clock, lateness
from handlers.moderation.case_lists import FIRST_PAGE, marks
from handlers.removals import screens as removal_screens
from handlers.removals.callbacks import IsBack
from handlers.reported_accounts import screens as account_screens
from handlers.templates.callbacks import MacrosOf
from handlers.ui.callbacks import Button, SeeCase, TurnPage
from handlers.ui.labels import LONGEST
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import fitted, in_parts, own
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines
from usecases.core.views import Card, HandedOn
from usecases.notify.staff_cards import ShownCard

ROOM = 3600  # of the 4096 characters of a message; the rest is for what is said before the card
Rows = tuple[tuple[Key, ...], ...]
Keys = Iterator[tuple[OpenAction, Key]]

_OVER = ENDED | {Status.ARCHIVED, Status.PURGED}


class Ways(Struct, frozen=True, kw_only=True):
    """Where a card leads: to its further actions, back from them, and back to a search."""

    more: Button
    less: Button
    back: Key | None = None


def ways(case: Case) -> Ways:
    """The ways of a card that was opened by itself."""
    return Ways(more=MoreActions(case_id=case.id), less=SeeCase(case_id=case.id))


def card(
    localizer: Localizer, card: Card, *, led_by: str = "", around: Ways | None = None
) -> Screen:
    """The card of a case with the likely actions of this person; `led_by` is put before it.

    `around`: its ways to the further actions and back, where it was not opened by itself.
    """
    text, is_cut = _text(localizer, card)
    return Screen(
        text=text,
        rows=_front(localizer, card, around or ways(card.case), is_cut=is_cut),
        protect=True,
        toast=localizer.say(card.note) if card.note else "",
        card=_shown(card, around),
    ).led_by(led_by)


def unfolded(localizer: Localizer, card: Card, *, around: Ways | None = None) -> Screen:
    """The card with all its further actions."""
    text, is_cut = _text(localizer, card)
    rows = _further(localizer, card, around or ways(card.case), is_cut=is_cut)
    shown = _shown(card, around, unfolded=True)
    return Screen(text=text, rows=rows, protect=True, card=shown)


def _shown(card: Card, around: Ways | None, *, unfolded: bool = False) -> ShownCard:
    back = around.back.button if around is not None and around.back is not None else None
    return ShownCard(card=card, back=back.pack() if back is not None else "", unfolded=unfolded)


def _text(localizer: Localizer, card: Card) -> tuple[Markup, bool]:
    """The text of the card, and whether the case has more text than it shows."""
    text, was_cut = fitted(blocks(localizer, card, ON_CARD), ROOM)
    return text, was_cut or _has_more(card)


def _has_more(card: Card) -> bool:
    return (
        len(card.reports) > ON_CARD.reports
        or len(card.evidence) > ON_CARD.files
        or any(len(view.targets) > ON_CARD.targets for view in card.reports)
        or (bool(card.enclosed) and message_text.hides_files(card))
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


def closed_to(localizer: Localizer, case: Case) -> Screen:
    """In place of a card whose reader may no longer read the case: neither content nor buttons."""
    return Screen(text=lines(localizer.say("staff-card-closed", number=case.number)), protect=True)


def in_group(localizer: Localizer, case: Case, at: int) -> Screen:
    """The card for a unit's group: only number, category, status and deadline."""
    return Screen(
        text=lines(
            localizer.say("staff-danger") if case.priority is Priority.DANGER else None,
            *own(
                Markup("{}{}").format(marks(case, at), bold(case.number)),
                localizer.say(f"staff-status-{case.status}"),
            ),
            localizer.kind(case.category, case.subcategory),
            clock(localizer, case, at),
            lateness(localizer, case),
        ),
        rows=((Key(label=localizer.say("staff-open-private"), button=SeeCase(case_id=case.id)),),),
        protect=True,
    )


def _front(localizer: Localizer, card: Card, around: Ways, *, is_cut: bool) -> Rows:
    """The rows of a card when it is shown. `is_cut`: the text is longer than the card shows."""
    keys = dict(_open(localizer, card, is_cut=is_cut))
    found = arrange(keys, ended=card.case.status in _OVER, room=_room(around))
    rows = [tuple(keys[offer] for offer in row) for row in found.front]
    if found.more:
        more = Key(label=localizer.say("card-more"), button=around.more)
        rows[-1] = (*rows[-1], more)
    if around.back is not None:
        rows.append((around.back,))
    return tuple(line for row in rows for line in grid(row))


def _further(localizer: Localizer, card: Card, around: Ways, *, is_cut: bool) -> Rows:
    """The rows of a card after "More": all other actions, in groups, and the way back."""
    keys = dict(_open(localizer, card, is_cut=is_cut))
    found = arrange(keys, ended=card.case.status in _OVER, room=_room(around))
    groups = (grid(keys[offer] for offer in group) for group in found.more)
    less = Key(label=localizer.say("card-less"), button=around.less)
    return (*(row for group in groups for row in group), (less,))


def _room(around: Ways) -> int:
    return MOST_BUTTONS - (1 if around.back is not None else 0)


def _open(localizer: Localizer, card: Card, *, is_cut: bool) -> Keys:
    """Everything that this person may do from the card now."""
    case = card.case
    yield from _moves(localizer, card)
    yield from _similar(localizer, card)
    yield from _removals(localizer, card)
    yield from _assignment(localizer, card)
    for verb in card.deeds:
        yield OpenAction(verb), _verb(localizer, case, verb)
    yield from _material(localizer, card, is_cut=is_cut)
    following = localizer.say("staff-next-case")
    yield OpenAction(CardAction.NEXT), Key(label=following, button=NextCase(case_id=case.id))
    queue = TurnPage(which="queue", after=FIRST_PAGE)
    yield OpenAction(CardAction.QUEUE), Key(label=localizer.say("staff-to-queue"), button=queue)


def _moves(localizer: Localizer, card: Card) -> Keys:
    case = card.case
    for verb in dict.fromkeys(move.verb for move in card.moves):
        if verb is Verb.ACCEPT:
            claimed = localizer.say("accept-as", category=localizer.category(case.category))
            button = AcceptClaimed(case_id=case.id, seen=case.version)
            yield (
                OpenAction(CardAction.ACCEPT_CLAIMED),
                Key(label=cut(claimed, LONGEST), button=button),
            )
            yield OpenAction(verb), _verb(localizer, case, verb, label="accept-as-another")
        else:
            yield OpenAction(verb), _verb(localizer, case, verb)
    if card.has_macros:
        macros = MacrosOf(case_id=case.id, seen=case.version, start=0)
        yield OpenAction(CardAction.MACROS), Key(label=localizer.say("macros"), button=macros)


def _similar(localizer: Localizer, card: Card) -> Keys:
    for number, (kind, key) in enumerate(joins.keys(localizer, card)):
        yield OpenAction(kind, number), key


def _removals(localizer: Localizer, card: Card) -> Keys:
    """The requests for removal, and "It is back" where the content had been removed."""
    works = card.role >= Role.MODERATOR and not card.own
    if card.removals:
        looks, requests = removal_screens.on_case_card(localizer, card.removals, works=works)
        for number, key in enumerate(looks):
            yield OpenAction(CardAction.LOOK, number), key
        for number, key in enumerate(requests):
            yield OpenAction(CardAction.SEE_REMOVAL, number), key
    if works and _may_be_back(card):
        button = IsBack(case_id=card.case.id)
        yield OpenAction(Verb.BACK), Key(label=localizer.say("verb-back"), button=button)


def _may_be_back(card: Card) -> bool:
    """Whether "It is back" is offered: the case was closed as removed, and nothing is asked."""
    case = card.case
    if case.status is not Status.CLOSED or case.outcome not in REMOVED_OUTCOMES:
        return False
    return not (card.removals and is_asked_back(card.removals))


def _assignment(localizer: Localizer, card: Card) -> Keys:
    """To take the case, to give it to a colleague, or back to the queue."""
    case = card.case
    # "I have it" takes the case, too: one of the two buttons is enough
    if card.can_take and Verb.HAVE not in card.deeds:
        kind: Kind = CardAction.TAKE_FREE if case.assignee is None else Verb.TAKE
        yield OpenAction(kind), _verb(localizer, case, Verb.TAKE)
    if card.can_assign:
        ask = AskAssignee(case_id=case.id, seen=case.version)
        yield OpenAction(Verb.ASSIGN), Key(label=localizer.say(f"verb-{Verb.ASSIGN}"), button=ask)
    if card.can_give_back:
        back = GiveBack(case_id=case.id, seen=case.version)
        label = localizer.say(f"verb-{Verb.GIVE_BACK}")
        yield OpenAction(Verb.GIVE_BACK), Key(label=label, button=back)


def _material(localizer: Localizer, card: Card, *, is_cut: bool) -> Keys:
    """To read and see what is known of the case."""
    case = card.case
    if not card.own and any(file.state is EvidenceState.KEPT for file in card.evidence):
        is_new = case.evidence_seen_at is None
        kind: Kind = CardAction.UNSEEN_EVIDENCE if is_new else Verb.OPEN_EVIDENCE
        label = localizer.say(f"verb-{Verb.OPEN_EVIDENCE}")
        yield OpenAction(kind), Key(label=label, button=ShowEvidence(case_id=case.id))
    histories = account_screens.history_keys(localizer, card.accounts) if card.accounts else ()
    for number, key in enumerate(histories):
        yield OpenAction(Verb.ACCOUNT_HISTORY, number), key
    named = len(card.reports) > 1
    for each in card.showable:
        key = identity_screens.show_key(localizer, each, named=named)
        yield OpenAction(Verb.SHOW_IDENTITY, each.request.id), key
    if card.may_order_file and card.referral is not None:
        label = localizer.say(f"verb-{Verb.CASE_FILE}")
        yield OpenAction(Verb.CASE_FILE), Key(label=label, button=MakeCaseFile(case_id=case.id))
    if is_cut:
        label = localizer.say("staff-read-all")
        yield OpenAction(CardAction.READ_ALL), Key(label=label, button=ReadCase(case_id=case.id))


def _verb(localizer: Localizer, case: Case, verb: Verb, *, label: str = "") -> Key:
    button = MoveCase(case_id=case.id, verb=verb, seen=case.version)
    return Key(label=localizer.say(label or f"verb-{verb}"), button=button)
