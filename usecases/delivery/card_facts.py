"""What the update of a card in a private chat needs, read when it is sent."""

from dataclasses import dataclass

from domain.case import Case
from domain.core.errors import NotFound
from domain.notices.staff_notices import PrivateCardNotice
from storage.network import card_places
from usecases.core.request import Request
from usecases.core.views import Card, RemovalView
from usecases.delivery import notice_facts
from usecases.delivery.notice_facts import Addressee, NoticeFacts
from usecases.moderation import case_card
from usecases.notify import staff_cards
from usecases.notify.staff_cards import PrivatePlace
from usecases.removals import answering


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateCardFacts(NoticeFacts):
    """A case and its card, or a removal request's, as the reader sees it.

    `card` is None if they may no longer read it.

    `place` is the message that shows it, and how it does.
    """

    case: Case
    card: Card | RemovalView | None
    place: PrivatePlace


@notice_facts.load.register
def _private_card(notice: PrivateCardNotice, to: Addressee) -> PrivateCardFacts | None:
    """None where the message shows something else by now, or shows the case as it is."""
    if to.person is None or to.case is None:
        return None
    tx = to.req.tx
    place = card_places.private_place(tx, to.case.id, to.person.who, notice.message)
    if place is None:
        return None
    card = _card(to, to.case, place)
    if card is not None and staff_cards.is_shown(tx, place, card):
        return None
    return PrivateCardFacts(case=to.case, card=card, place=place, edits=place.message_id)


def _card(to: Addressee, case: Case, place: PrivatePlace) -> Card | RemovalView | None:
    if not place.back.startswith(staff_cards.REMOVAL):
        return case_card.card_or_none(to.own, case)
    removal = int(place.back.removeprefix(staff_cards.REMOVAL))
    try:
        return answering.see(to.own, removal, unfolded=place.unfolded)
    except NotFound:
        return None


def is_open(req: Request, facts: PrivateCardFacts) -> bool:
    """Whether the case still stands in the message to edit."""
    place = facts.place
    shown = card_places.private_place(req.tx, place.case_id, place.who, place.message_id)
    return shown is not None
