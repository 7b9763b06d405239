"""Failed notices: retry with a growing pause, repair the topic or card, or give up."""

from enum import Enum

from msgspec.structs import replace

from domain.notices.contact_notices import IdentityNotice, WipeNotice
from domain.notices.staff_notices import CaseDigestNotice
from storage.broadcasts import broadcasts
from storage.network import card_places, people
from storage.network.card_places import Place
from storage.queues import outbox_claims
from storage.queues.outbox import NoticeState
from storage.reporting import reporter_links, told_messages
from usecases.core.request import Request
from usecases.delivery import outbox_delivery
from usecases.delivery.card_facts import PrivateCardFacts
from usecases.delivery.notice_facts import BroadcastFacts, GroupCardFacts
from usecases.delivery.outbox_delivery import Delivery, ProofFacts
from usecases.identity import contacts
from usecases.network import group_bindings
from usecases.notify import group_messages, pushes, receipts, staff_cards

MOST_HEALINGS = 6  # repairs of a topic that keeps disappearing
LONGEST_WAIT = 3 * 3600
# seconds between tries while Telegram is unreachable: afterwards all is sent within minutes
LONGEST_AWAY = 60


class Failure(Enum):
    """What the answer to a send meant; only `handlers/core/api_errors.py` classifies it."""

    NOT_SENT = "not_sent"  # certainly did not arrive: try again
    UNKNOWN = "unknown"  # may have arrived
    GONE = "gone"  # this person or group can no longer be written to
    REFUSED = "refused"  # this message can never be sent as it is: a bug, kept for inspection
    CARD_LOST = "card_lost"  # the message to edit is gone: send a new one
    TOPIC_LOST = "topic_lost"  # the topic is gone: create a new one
    TOPIC_CLOSED = "topic_closed"  # the topic must be reopened before it can be written to
    NO_TOPICS = "no_topics"  # the group has no topics, or the bot may not create any


def failed(req: Request, delivery: Delivery, failure: Failure, *, after: int = 0) -> None:
    """Handle a failed or uncertain send; `after` is the seconds that Telegram asked to wait."""
    longest = LONGEST_AWAY if failure is Failure.NOT_SENT else LONGEST_WAIT
    wait = after or min(longest, 2 ** min(delivery.claimed.tries, 14))
    once = isinstance(delivery.notice, IdentityNotice)
    if isinstance(delivery.notice, WipeNotice):
        due_at = None if failure is Failure.REFUSED else req.now + wait
        contacts.not_wiped(req, delivery.claimed, delivery.notice, due_at)
    elif failure is Failure.GONE:
        _gone(req, delivery)
    elif failure is Failure.CARD_LOST:
        _card_lost(req, delivery)
    elif failure in {Failure.TOPIC_LOST, Failure.TOPIC_CLOSED, Failure.NO_TOPICS}:
        _without_topic(req, delivery, failure)
    elif failure is Failure.REFUSED:
        outbox_claims.settle(req.tx, delivery.claimed, NoticeState.FAILED, req.now)
        staff_cards.follow_news(req, delivery.owed)
    elif failure is Failure.UNKNOWN:
        most = outbox_delivery.most_unknowns(delivery.owed)
        if delivery.claimed.unknowns + 1 >= most and most == 1:
            contacts.uncertain(req, delivery.claimed)
        elif delivery.claimed.unknowns + 1 >= most:
            receipts.settle(req, delivery.claimed, NoticeState.UNCERTAIN)
        else:
            outbox_claims.put_off(
                req.tx, delivery.claimed, req.now + wait, counts=True, unknown=True
            )
    elif once:
        due_at = req.now + (after or contacts.RETRY)
        outbox_claims.put_off(req.tx, delivery.claimed, due_at, counts=False, unknown=False)
    else:
        outbox_claims.put_off(
            req.tx, delivery.claimed, req.now + wait, counts=not after, unknown=False
        )


def _card_lost(req: Request, delivery: Delivery) -> None:
    """The message to edit is gone: delete its id, and send a new one at once.

    The card of a case in a private chat, which was shown there on demand, is not sent again.
    """
    owed, facts = delivery.owed, delivery.facts
    if isinstance(facts, ProofFacts):
        told_messages.forget(req.tx, owed.recipient or "", facts.edits or 0)
    elif isinstance(facts, PrivateCardFacts):
        staff_cards.refreshed(req, owed.recipient or "", facts.edits or 0, None)
    elif owed.report_id is not None:
        reporter_links.set_card_message(req.tx, owed.report_id, None)
    if isinstance(facts, BroadcastFacts) and owed.recipient is not None:
        broadcasts.hide(req.tx, facts.broadcast.broadcast.id, owed.recipient)
    if isinstance(facts, GroupCardFacts):
        card_places.set_message(req.tx, facts.case.id, facts.unit, None)
    outbox_claims.put_off(req.tx, delivery.claimed, req.now, counts=True, unknown=False)


def _without_topic(req: Request, delivery: Delivery, failure: Failure) -> None:
    """Repair a topic that somebody deleted or closed by hand, at most MOST_HEALINGS times."""
    facts, unit, chat = delivery.facts, delivery.owed.unit, delivery.chat or 0
    place = facts.place if isinstance(facts, GroupCardFacts) else None
    if failure is Failure.TOPIC_CLOSED and (place is None or place.topic_id is None):
        _gone(req, delivery)  # the group itself is closed
        return
    if delivery.claimed.tries >= MOST_HEALINGS or unit is None:
        outbox_claims.settle(req.tx, delivery.claimed, NoticeState.FAILED, req.now)
        return
    if failure is Failure.NO_TOPICS:
        group_bindings.without_topics(req, unit)
    elif place is not None and failure is Failure.TOPIC_CLOSED:
        group_messages.topic_stands(req.tx, replace(place, closed=True), chat)
    elif place is not None:
        group_messages.topic_stands(req.tx, Place(case_id=place.case_id, unit=place.unit), chat)
    outbox_claims.put_off(req.tx, delivery.claimed, req.now, counts=True, unknown=False)


def _gone(req: Request, delivery: Delivery) -> None:
    receipts.settle(req, delivery.claimed, NoticeState.UNREACHABLE)
    who, unit = delivery.owed.recipient, delivery.owed.unit
    if who is not None:
        people.set_unreachable(req.tx, who, req.now)
        if isinstance(delivery.notice, CaseDigestNotice):
            pushes.pass_news_on(req, who)
        else:
            pushes.pass_on(req, delivery.owed)
    elif unit is not None and delivery.chat is not None:
        group_bindings.lost(req, unit, delivery.chat)


def migrated(req: Request, delivery: Delivery, chat: int) -> None:
    """The group has a new chat id: store it and send again at once."""
    if delivery.chat is not None:
        group_bindings.moved(req, delivery.chat, chat)
    outbox_claims.put_off(req.tx, delivery.claimed, req.now, counts=False, unknown=False)
