"""News that did not arrive: to be tried again, healed, or given up."""

from enum import Enum

from msgspec.structs import replace

from domain.notices.contact_notices import IdentityNotice, WipeNotice
from storage.broadcasts import broadcasts
from storage.network import groups, people
from storage.network.groups import Place
from storage.queues import outbox
from storage.queues.outbox import NoticeState, Rank
from storage.reporting import reporter_links
from usecases.core.request import Request
from usecases.delivery.notice_facts import BroadcastFacts, GroupCardFacts
from usecases.delivery.outbox_delivery import Delivery
from usecases.identity import contacts
from usecases.network import group_bindings
from usecases.notify import group_messages, receipts

MOST_HEALINGS = 6  # tries at a topic that keeps vanishing
MOST_UNKNOWNS = 3  # so often is news said, in all, where no answer tells if it came through
LONGEST_WAIT = 3 * 3600
LONGEST_AWAY = 60  # while Telegram cannot be reached: once it can, all is said within minutes


class Failure(Enum):
    """What the answer to a send meant; `handlers/core/api_errors.py` alone decides which."""

    NOT_SENT = "not_sent"  # surely did not arrive: try again
    UNKNOWN = "unknown"  # nobody can say
    GONE = "gone"  # this person, or this group, cannot be written to any more
    REFUSED = "refused"  # this message can never be sent as it is: a bug, kept for a person to see
    CARD_LOST = "card_lost"  # the message to edit is gone: send a new one
    TOPIC_LOST = "topic_lost"  # the topic is gone: make a new one
    TOPIC_CLOSED = "topic_closed"  # nothing is written there until it is opened again
    NO_TOPICS = "no_topics"  # the group has none, or we may not make any


def failed(req: Request, delivery: Delivery, failure: Failure, *, after: int = 0) -> None:
    """It did not arrive, or nobody knows; `after` is how many seconds Telegram asked to wait."""
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
        outbox.settle(req.tx, delivery.claimed, NoticeState.FAILED, req.now)
    elif failure is Failure.UNKNOWN:
        once = once or delivery.owed.rank is Rank.BROADCAST
        most = 1 if once else MOST_UNKNOWNS
        if delivery.claimed.unknowns + 1 >= most and once:
            contacts.uncertain(req, delivery.claimed)
        elif delivery.claimed.unknowns + 1 >= most:
            receipts.settle(req, delivery.claimed, NoticeState.UNCERTAIN)
        else:
            outbox.put_off(req.tx, delivery.claimed, req.now + wait, counts=True, unknown=True)
    elif once:
        due_at = req.now + (after or contacts.RETRY)
        outbox.put_off(req.tx, delivery.claimed, due_at, counts=False, unknown=False)
    else:
        outbox.put_off(req.tx, delivery.claimed, req.now + wait, counts=not after, unknown=False)


def _card_lost(req: Request, delivery: Delivery) -> None:
    """The message to edit is gone: forget it, and send anew at once."""
    owed, facts = delivery.owed, delivery.facts
    if owed.report_id is not None:
        reporter_links.set_card_message(req.tx, owed.report_id, None)
    if isinstance(facts, BroadcastFacts) and owed.recipient is not None:
        broadcasts.hide(req.tx, facts.broadcast.broadcast.id, owed.recipient)
    if isinstance(facts, GroupCardFacts):
        groups.set_message(req.tx, facts.case.id, facts.unit, None)
    outbox.put_off(req.tx, delivery.claimed, req.now, counts=True, unknown=False)


def _without_topic(req: Request, delivery: Delivery, failure: Failure) -> None:
    """Heal a topic that somebody deleted or closed by hand; a few times, and no more."""
    facts, unit, chat = delivery.facts, delivery.owed.unit, delivery.chat or 0
    place = facts.place if isinstance(facts, GroupCardFacts) else None
    if failure is Failure.TOPIC_CLOSED and (place is None or place.topic_id is None):
        _gone(req, delivery)  # it is the whole group that is closed
        return
    if delivery.claimed.tries >= MOST_HEALINGS or unit is None:
        outbox.settle(req.tx, delivery.claimed, NoticeState.FAILED, req.now)
        return
    if failure is Failure.NO_TOPICS:
        group_bindings.without_topics(req, unit)
    elif place is not None and failure is Failure.TOPIC_CLOSED:
        group_messages.topic_stands(req.tx, replace(place, closed=True), chat)
    elif place is not None:
        group_messages.topic_stands(req.tx, Place(case_id=place.case_id, unit=place.unit), chat)
    outbox.put_off(req.tx, delivery.claimed, req.now, counts=True, unknown=False)


def _gone(req: Request, delivery: Delivery) -> None:
    receipts.settle(req, delivery.claimed, NoticeState.UNREACHABLE)
    who, unit = delivery.owed.recipient, delivery.owed.unit
    if who is not None:
        people.set_unreachable(req.tx, who, req.now)
    elif unit is not None and delivery.chat is not None:
        group_bindings.lost(req, unit, delivery.chat)


def migrated(req: Request, delivery: Delivery, chat: int) -> None:
    """The group has a new number: remember it and send again at once."""
    if delivery.chat is not None:
        group_bindings.moved(req, delivery.chat, chat)
    outbox.put_off(req.tx, delivery.claimed, req.now, counts=False, unknown=False)
