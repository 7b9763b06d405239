"""Queue the updates of a case's cards: in unit groups, and in the private chats of staff.

In a group there is one card for each case, edited in place, or a digest when many arrive. In a
private chat every message that shows a case follows it.
"""

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from domain.case import Case, Priority
from domain.notices.other_notices import GroupCardNotice, GroupDigestNotice
from domain.notices.staff_notices import PrivateCardNotice
from storage.cases import cases
from storage.engine import counters
from storage.engine.database import Tx
from storage.network import card_places, units
from storage.network.card_places import PrivatePlace
from storage.queues import outbox, undelivered, waiting_notices
from storage.queues.outbox import Owed, Rank
from storage.reporting import reports
from usecases.core.request import Request
from usecases.core.views import Card, RemovalView

__all__ = ["PrivatePlace"]  # upper layers import it from here, never from storage

MOST_WAITING = 18  # a group gets 18 messages a minute: a longer queue would be outdated when sent
MOST_NEW = 5  # cards of new cases in a minute; the others are one message
COUNTED = 1000  # new cases of a minute are counted below this
DIGEST_SECONDS = 60
TITLES = 50  # updated in one run of the job
DIGEST_KEPT = 200  # cases of one digest that are stored individually
MOST_OPEN = 20  # private cards of one case that follow a change: each reader's newest come first
MOST_OF_PERSON = 100  # cards of one person that follow the loss of a role
WAIT_SECONDS = 2  # so that an own press, and news that brings a new card, come first


def show(req: Request, case: Case, *, is_new: bool = False) -> None:
    """Queue the update of a case's card wherever it is shown, and show it in its unit's group.

    A former unit's group gets one last update. Closed categories are shown in no group. A case that
    `is_new` is shown nowhere yet.
    """
    here = case.unit if belongs(req, case, case.unit) else None
    for place in () if is_new else card_places.places(req.tx, case.id):
        if place.unit == here:
            continue
        if place.is_empty:
            card_places.forget(req.tx, case.id, place.unit)
        else:
            owe_card(req, case, place.unit)
    if here is None or units.group_of(req.tx, here) is None:
        return
    is_first = card_places.hear(req.tx, case.id, here)
    if case.priority is not Priority.DANGER and _is_in_digest(req, case):
        return  # in this very version: the card comes with the next change
    if is_first and case.priority is not Priority.DANGER and _is_much(req, here):
        _owe_digest(req, case)
    else:
        owe_card(req, case, here)


def belongs(req: Request, case: Case, unit: str) -> bool:
    """Whether a case may be shown in a unit's group."""
    closed = req.profile.taxonomy.is_closed(case.category, case.subcategory)
    return case.unit == unit and not closed and case.quarantined_at is None


def owe_card(req: Request, case: Case, unit: str) -> None:
    """Queue an update of the card. A case with a danger to life waits behind no other case."""
    danger = case.priority is Priority.DANGER
    order = _order_keys(unit)[0 if danger else 1]
    outbox.put(
        req.tx,
        Owed(
            notice=GroupCardNotice(),
            recipient=None,
            unit=unit,
            rank=Rank.NEWS if danger else Rank.CARD,
            case_id=case.id,
            dedupe=f"group:{case.id}:{unit}",
            order_key=order,
        ),
        req.now,
        again=True,
    )


def tell_time(req: Request) -> int:
    """Queue updates of the hours left in topic titles; returns how many of this batch were due."""
    found = card_places.titles_due(req.tx, req.now, limit=TITLES)
    for place in found:
        # set again when the update is sent
        card_places.set_title_due(req.tx, place.case_id, place.unit, None)
        case = cases.get(req.tx, place.case_id)
        if belongs(req, case, place.unit):
            owe_card(req, case, place.unit)
    return len(found)


def drop(req: Request, unit: str) -> None:
    """Delete what is queued for a unit's group: the group no longer exists."""
    for order in _order_keys(unit):
        waiting_notices.drop(req.tx, order, req.now)


def _order_keys(unit: str) -> tuple[str, str, str]:
    """The order keys of a group's notices: danger to life, other cards, digests."""
    return f"group:{unit}:danger", f"group:{unit}", f"group:{unit}:digest"


def _is_much(req: Request, unit: str) -> bool:
    """Whether a new case joins this minute's digest: so many came in it, or wait to be shown."""
    units.hold(req.tx, unit)  # of two concurrent cases the later one counts the earlier one
    name, this = f"new-cards:{unit}", req.now // DIGEST_SECONDS
    minute, before = divmod(counters.value(req.tx, name) or 0, COUNTED)
    came = (before if minute == this else 0) + 1
    counters.put(req.tx, name, this * COUNTED + min(came, COUNTED - 1))
    return came > MOST_NEW or _is_full(req.tx, unit)


def _is_full(tx: Tx, unit: str) -> bool:
    return waiting_notices.count(tx, _order_keys(unit)[1], most=MOST_WAITING + 1) > MOST_WAITING


def _digest(req: Request, unit: str) -> str:
    return f"digest:{unit}:{req.now // DIGEST_SECONDS}"


def _is_in_digest(req: Request, case: Case) -> bool:
    """Whether this minute's digest contains the case in its current version."""
    known = waiting_notices.find(req.tx, _digest(req, case.unit), GroupDigestNotice)
    return known is not None and known.cases.get(case.number) == case.version


def _owe_digest(req: Request, case: Case) -> None:
    """Add the case to this minute's digest, which is sent when the minute is over."""
    dedupe = _digest(req, case.unit)
    units.hold(
        req.tx, case.unit
    )  # of two concurrent writers of one case, the later one reads the earlier one's row
    known = waiting_notices.find(req.tx, dedupe, GroupDigestNotice) or GroupDigestNotice()
    named = {**known.cases}
    if len(named) < DIGEST_KEPT:
        named[case.number] = case.version
    outbox.put(
        req.tx,
        Owed(
            notice=GroupDigestNotice(count=known.count + 1, cases=named),
            recipient=None,
            unit=case.unit,
            rank=Rank.DIGEST,
            dedupe=dedupe,
            due_at=(req.now // DIGEST_SECONDS + 1) * DIGEST_SECONDS,
            order_key=_order_keys(case.unit)[2],
        ),
        req.now,
    )


# In the private chats of staff.


REMOVAL = "removal."
"""Begins `PrivatePlace.back` of a message that shows a removal request; its row id follows."""


class ShownCard(Struct, frozen=True, kw_only=True):
    """The card of a case, or of one of its removal requests, that a screen shows.

    `back` is the payload of its button back to a search. `unfolded`: with all its further actions,
    or the addresses of a closed category.
    """

    card: Card | RemovalView
    back: str = ""
    unfolded: bool = False


def follow(req: Request, case_id: int) -> None:
    """Something about a case has changed: bring its open cards up to date, after all news."""
    # in one order, so that two transactions never wait for each other's rows
    for who, message in sorted(card_places.open_cards(req.tx, case_id, most=MOST_OPEN)):
        _owe_private(req, case_id, who, message)


def follow_news(req: Request, owed: Owed) -> None:
    """It is known whether news reached a reporter, or not: the open cards of the case show it."""
    if owed.report_id is None or owed.notice.kind == undelivered.CARD:
        return
    report = reports.get(req.tx, owed.report_id)
    if report is not None:  # its case may have been joined to another one since
        follow(req, report.case_id)


def follow_role(req: Request, who: str) -> None:
    """Somebody has lost a role: empty those of their cards that they may no longer read."""
    for case_id, message in card_places.cards_of(req.tx, who, most=MOST_OF_PERSON):
        _owe_private(req, case_id, who, message)


def _owe_private(req: Request, case_id: int, who: str, message: int) -> None:
    key = f"private:{who}:{message}"
    outbox.put(
        req.tx,
        Owed(
            notice=PrivateCardNotice(message=message),
            recipient=who,
            rank=Rank.DIGEST,
            case_id=case_id,
            dedupe=f"{key}:{case_id}",
            due_at=req.now + WAIT_SECONDS,
            order_key=key,
        ),
        req.now,
        again=True,
    )


def store(req: Request, who: str, message_id: int, card: ShownCard | None) -> None:
    """A message in somebody's private chat shows this card now, or (None) no card any more."""
    if card is None:
        card_places.forget_private(req.tx, who, message_id)
    else:
        card_places.keep_private(req.tx, _private_place(req.tx, who, message_id, card), req.now)


def refreshed(req: Request, who: str, message_id: int, card: ShownCard | None) -> None:
    """The courier has edited a card; None: its reader may no longer read the case."""
    if card is None:
        card_places.forget_private(req.tx, who, message_id)
    else:
        card_places.refresh_private(req.tx, _private_place(req.tx, who, message_id, card), req.now)


def is_shown(tx: Tx, place: PrivatePlace, card: Card | RemovalView) -> bool:
    """Whether the message shows this already."""
    return place.content == _content(tx, card)


def _private_place(tx: Tx, who: str, message_id: int, shown: ShownCard) -> PrivatePlace:
    card, back = shown.card, shown.back
    if isinstance(card, RemovalView):
        case_id, back = card.removal.case_id, f"{REMOVAL}{card.removal.id}"
    else:
        case_id = card.case.id
    return PrivatePlace(
        case_id=case_id,
        who=who,
        message_id=message_id,
        content=_content(tx, card),
        back=back,
        unfolded=shown.unfolded,
    )


def _content(tx: Tx, card: Card | RemovalView) -> str:
    """A keyed fingerprint of a card, without what changes while the case stays as it is."""
    lasting: Card | RemovalView
    if isinstance(card, RemovalView):
        lasting = replace(card, at=0, note="")
    else:
        lasting = replace(card, at=0, note="", assignee=None)  # the case names its holder, too
    plain = msgspec.to_builtins(lasting, str_keys=True, order="deterministic")
    return tx.cipher.fingerprint("card", msgspec.json.encode(plain))
