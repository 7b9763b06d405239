"""A case in the groups of units: one card each, edited in place; a digest where many come."""

from domain.case import Case, Priority
from domain.notices.other_notices import GroupCardNotice, GroupDigestNotice
from storage.cases import cases
from storage.engine.database import Tx
from storage.network import groups, units
from storage.queues import outbox, waiting_notices
from storage.queues.outbox import Owed, Rank
from usecases.core.request import Request

MOST_WAITING = 18  # a group gets 18 messages a minute: what is more would be old when it came
DIGEST_SECONDS = 60
TITLES = 50  # looked at in one sweep's step
DIGEST_KEPT = 200  # cases of one digest that are remembered one by one


def show(req: Request, case: Case) -> None:
    """The case's card wherever it stands, and in its unit's group from now on.

    Another unit's group sees it change one last time; closed categories never show in any.
    """
    here = case.unit if belongs(req, case, case.unit) else None
    for place in groups.places(req.tx, case.id):
        if place.unit == here:
            continue
        if place.is_empty:
            groups.forget(req.tx, case.id, place.unit)
        else:
            owe_card(req, case, place.unit)
    if here is None or units.group_of(req.tx, here) is None:
        return
    is_new = groups.hear(req.tx, case.id, here)
    if case.priority is not Priority.DANGER and _is_named(req, case):
        return  # in this very version: the card comes with the next change
    if is_new and case.priority is not Priority.DANGER and _is_full(req.tx, here):
        _owe_digest(req, case)
    else:
        owe_card(req, case, here)


def belongs(req: Request, case: Case, unit: str) -> bool:
    """Whether a case may be shown in a unit's group."""
    closed = req.profile.taxonomy.is_closed(case.category, case.subcategory)
    return case.unit == unit and not closed and case.quarantined_at is None


def owe_card(req: Request, case: Case, unit: str) -> None:
    """The card is to be brought up to date; a life in danger waits behind no other case."""
    danger = case.priority is Priority.DANGER
    order = _orders(unit)[0 if danger else 1]
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
    """The hours left in the titles of topics, told anew; a batch of those that are due."""
    found = groups.titles_due(req.tx, req.now, limit=TITLES)
    for place in found:
        groups.set_title_due(req.tx, place.case_id, place.unit, None)  # set again once it is told
        case = cases.get(req.tx, place.case_id)
        if belongs(req, case, place.unit):
            owe_card(req, case, place.unit)
    return len(found)


def drop(req: Request, unit: str) -> None:
    """What a unit's group was still to be told is told to nobody: the group is gone."""
    for order in _orders(unit):
        waiting_notices.drop(req.tx, order, req.now)


def _orders(unit: str) -> tuple[str, str, str]:
    """What leaves a group's notices in their order: danger, all other cards, digests."""
    return f"group:{unit}:danger", f"group:{unit}", f"group:{unit}:digest"


def _is_full(tx: Tx, unit: str) -> bool:
    return waiting_notices.count(tx, _orders(unit)[1], most=MOST_WAITING + 1) > MOST_WAITING


def _digest(req: Request, unit: str) -> str:
    return f"digest:{unit}:{req.now // DIGEST_SECONDS}"


def _is_named(req: Request, case: Case) -> bool:
    """Whether this minute's digest names the case as it is now."""
    known = waiting_notices.find(req.tx, _digest(req, case.unit), GroupDigestNotice)
    return known is not None and known.cases.get(case.number) == case.version


def _owe_digest(req: Request, case: Case) -> None:
    """Name the case in the digest of this minute, which leaves when the minute is over."""
    dedupe = _digest(req, case.unit)
    units.hold(
        req.tx, case.unit
    )  # of two that name their case at once, the later reads the earlier
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
            order_key=_orders(case.unit)[2],
        ),
        req.now,
    )
