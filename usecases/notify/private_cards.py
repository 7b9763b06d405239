"""Cards of cases in the private chats of staff: where they stand, and what follows a change.

Of each case a person has one card that follows it: the one that was shown to them last.
"""

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from domain.notices.staff_notices import PrivateCardNotice
from storage.cases import shown_cards
from storage.cases.shown_cards import CardPlace
from storage.engine.database import Tx
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from usecases.core.request import Request
from usecases.core.views import Card

__all__ = ["CardPlace"]  # upper layers import it from here, never from storage
MOST = 20  # cards of one case that follow a change: those that were shown last
MOST_OF_PERSON = 100  # cards of one person that follow the loss of a role
WAIT_SECONDS = 2  # so that an own press, and news that brings a new card, come first


class ShownCard(Struct, frozen=True, kw_only=True):
    """The card that a screen shows; `back` is the payload of its button back to a search.

    `unfolded`: with all its further actions.
    """

    card: Card
    back: str = ""
    unfolded: bool = False


def owe(req: Request, case_id: int) -> None:
    """Something about a case has changed: bring its open cards up to date, after all news."""
    for who in shown_cards.readers(req.tx, case_id, most=MOST):
        _owe(req, case_id, who)


def owe_all(req: Request, who: str) -> None:
    """Somebody has lost a role: empty those of their cards that they may no longer read."""
    for case_id in shown_cards.of_person(req.tx, who, most=MOST_OF_PERSON):
        _owe(req, case_id, who)


def _owe(req: Request, case_id: int, who: str) -> None:
    name = f"private:{case_id}:{who}"
    outbox.put(
        req.tx,
        Owed(
            notice=PrivateCardNotice(),
            recipient=who,
            rank=Rank.DIGEST,
            case_id=case_id,
            dedupe=name,
            due_at=req.now + WAIT_SECONDS,
            order_key=name,
        ),
        req.now,
        again=True,
    )


def shown(req: Request, who: str, message_id: int, card: ShownCard | None) -> None:
    """A message in somebody's private chat shows this card now, or (None) no card any more."""
    if card is None:
        shown_cards.forget(req.tx, who, message_id)
    else:
        shown_cards.keep(req.tx, _place(req.tx, who, message_id, card), req.now)


def refreshed(req: Request, who: str, message_id: int, card: ShownCard | None) -> None:
    """The courier has edited a card; None: its reader may no longer read the case."""
    if card is None:
        shown_cards.forget(req.tx, who, message_id)
    else:
        shown_cards.refreshed(req.tx, _place(req.tx, who, message_id, card), req.now)


def shows(tx: Tx, place: CardPlace, card: Card) -> bool:
    """Whether the message shows this already."""
    return place.content == _content(tx, card)


def _place(tx: Tx, who: str, message_id: int, shown_card: ShownCard) -> CardPlace:
    card = shown_card.card
    return CardPlace(
        case_id=card.case.id,
        who=who,
        message_id=message_id,
        content=_content(tx, card),
        back=shown_card.back,
        unfolded=shown_card.unfolded,
    )


def _content(tx: Tx, card: Card) -> str:
    """A keyed fingerprint of a card, without what changes while the case stays as it is."""
    lasting = replace(card, at=0, note="", assignee=None)  # the case names its holder, too
    plain = msgspec.to_builtins(lasting, str_keys=True, order="deterministic")
    return tx.cipher.fingerprint("card", msgspec.json.encode(plain))
