"""The buttons of a case's card: every action that is open, the likely ones at the front."""

from collections.abc import Iterator

from msgspec import Struct

from domain.card_actions import MOST_BUTTONS, CardAction, Kind, Offer, arrange
from domain.case import Case
from domain.network.people import Role, Verb
from domain.removals.rules import REMOVED_OUTCOMES, is_asked_back
from domain.report import EvidenceState
from domain.status import ENDED, Status
from handlers.case_files.callbacks import MakeCaseFile
from handlers.identity import screens as identity_screens
from handlers.moderation import joins
from handlers.moderation.callbacks import (
    AcceptClaimed,
    AskAssignee,
    GiveBack,
    MacrosOf,
    MoreActions,
    MoveCase,
    NextCase,
    ReadCase,
    ShowEvidence,
)
from handlers.moderation.case_lists import FIRST_PAGE
from handlers.removals import screens as removal_screens
from handlers.removals.callbacks import IsBack
from handlers.reported_accounts import screens as account_screens
from handlers.ui.callbacks import Button, SeeCase, TurnPage
from handlers.ui.labels import LONGEST
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, cut, grid
from usecases.core.views import Card

Rows = tuple[tuple[Key, ...], ...]
Keys = Iterator[tuple[Offer, Key]]

_OVER = ENDED | {Status.ARCHIVED, Status.PURGED}


class Ways(Struct, frozen=True, kw_only=True):
    """Where a card leads: to its further actions, back from them, and back to a search."""

    more: Button
    less: Button
    back: Key | None = None


def ways(case: Case) -> Ways:
    """The ways of a card that was opened by itself."""
    return Ways(more=MoreActions(case_id=case.id), less=SeeCase(case_id=case.id))


def front(localizer: Localizer, card: Card, around: Ways, *, is_cut: bool) -> Rows:
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


def more(localizer: Localizer, card: Card, around: Ways, *, is_cut: bool) -> Rows:
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
        yield Offer(verb), _verb(localizer, case, verb)
    yield from _material(localizer, card, is_cut=is_cut)
    following = localizer.say("staff-next-case")
    yield Offer(CardAction.NEXT), Key(label=following, button=NextCase(case_id=case.id))
    queue = TurnPage(which="queue", after=FIRST_PAGE)
    yield Offer(CardAction.QUEUE), Key(label=localizer.say("staff-to-queue"), button=queue)


def _moves(localizer: Localizer, card: Card) -> Keys:
    case = card.case
    for verb in dict.fromkeys(move.verb for move in card.moves):
        if verb is Verb.ACCEPT:
            claimed = localizer.say("accept-as", category=localizer.category(case.category))
            button = AcceptClaimed(case_id=case.id, seen=case.version)
            yield (
                Offer(CardAction.ACCEPT_CLAIMED),
                Key(label=cut(claimed, LONGEST), button=button),
            )
            yield Offer(verb), _verb(localizer, case, verb, label="accept-as-another")
        else:
            yield Offer(verb), _verb(localizer, case, verb)
    if card.has_macros:
        macros = MacrosOf(case_id=case.id, seen=case.version, start=0)
        yield Offer(CardAction.MACROS), Key(label=localizer.say("macros"), button=macros)


def _similar(localizer: Localizer, card: Card) -> Keys:
    for number, (kind, key) in enumerate(joins.keys(localizer, card)):
        yield Offer(kind, number), key


def _removals(localizer: Localizer, card: Card) -> Keys:
    """The requests for removal, and "It is back" where the content had been removed."""
    works = card.role >= Role.MODERATOR and not card.own
    if card.removals:
        looks, requests = removal_screens.on_case_card(localizer, card.removals, works=works)
        for number, key in enumerate(looks):
            yield Offer(CardAction.LOOK, number), key
        for number, key in enumerate(requests):
            yield Offer(CardAction.SEE_REMOVAL, number), key
    if works and _may_be_back(card):
        button = IsBack(case_id=card.case.id)
        yield Offer(Verb.BACK), Key(label=localizer.say("verb-back"), button=button)


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
        yield Offer(kind), _verb(localizer, case, Verb.TAKE)
    if card.can_assign:
        ask = AskAssignee(case_id=case.id, seen=case.version)
        yield Offer(Verb.ASSIGN), Key(label=localizer.say(f"verb-{Verb.ASSIGN}"), button=ask)
    if card.can_give_back:
        back = GiveBack(case_id=case.id, seen=case.version)
        label = localizer.say(f"verb-{Verb.GIVE_BACK}")
        yield Offer(Verb.GIVE_BACK), Key(label=label, button=back)


def _material(localizer: Localizer, card: Card, *, is_cut: bool) -> Keys:
    """To read and see what is known of the case."""
    case = card.case
    if not card.own and any(file.state is EvidenceState.KEPT for file in card.evidence):
        is_new = case.evidence_seen_at is None
        kind: Kind = CardAction.UNSEEN_EVIDENCE if is_new else Verb.OPEN_EVIDENCE
        label = localizer.say(f"verb-{Verb.OPEN_EVIDENCE}")
        yield Offer(kind), Key(label=label, button=ShowEvidence(case_id=case.id))
    for number, key in enumerate(account_screens.history_keys(localizer, card.accounts)):
        yield Offer(Verb.ACCOUNT_HISTORY, number), key
    named = len(card.reports) > 1
    for each in card.showable:
        key = identity_screens.show_key(localizer, each, named=named)
        yield Offer(Verb.SHOW_IDENTITY, each.request.id), key
    if card.may_order_file and card.referral is not None:
        label = localizer.say(f"verb-{Verb.CASE_FILE}")
        yield Offer(Verb.CASE_FILE), Key(label=label, button=MakeCaseFile(case_id=case.id))
    if is_cut:
        label = localizer.say("staff-read-all")
        yield Offer(CardAction.READ_ALL), Key(label=label, button=ReadCase(case_id=case.id))


def _verb(localizer: Localizer, case: Case, verb: Verb, *, label: str = "") -> Key:
    button = MoveCase(case_id=case.id, verb=verb, seen=case.version)
    return Key(label=localizer.say(label or f"verb-{verb}"), button=button)
