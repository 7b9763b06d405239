"""A case in the groups of units: one card each, edited in place; a digest where many come."""

from domain.case import Case, Priority
from storage.cases import cases
from storage.engine.database import Tx
from storage.network import groups, units
from storage.queues import outbox
from storage.queues.outbox import Notice, Rank
from usecases.core.request import Scene

MOST_WAITING = 18  # a group gets 18 messages a minute: what is more would be old when it came
DIGEST_SECONDS = 60
TITLES = 50  # looked at in one sweep's step
DIGEST_KEPT = 200  # cases of one digest that are remembered one by one


def show(tx: Tx, scene: Scene, case: Case) -> None:
    """The case's card wherever it stands, and in its unit's group from now on.

    Another unit's group sees it change one last time; closed categories never show in any.
    """
    here = case.unit if belongs(scene, case, case.unit) else None
    for place in groups.places(tx, case.id):
        if place.unit == here:
            continue
        if place.is_empty:
            groups.forget(tx, case.id, place.unit)
        else:
            owe_card(tx, scene, case, place.unit)
    if here is None or units.group_of(tx, here) is None:
        return
    is_new = groups.hear(tx, case.id, here)
    if case.priority is not Priority.DANGER and _is_named(tx, scene, case):
        return  # in this very version: the card comes with the next change
    if is_new and case.priority is not Priority.DANGER and _is_full(tx, here):
        _owe_digest(tx, scene, case)
    else:
        owe_card(tx, scene, case, here)


def belongs(scene: Scene, case: Case, unit: str) -> bool:
    """Whether a case may be shown in a unit's group."""
    closed = scene.profile.taxonomy.is_closed(case.category, case.subcategory)
    return case.unit == unit and not closed and case.quarantined_at is None


def owe_card(tx: Tx, scene: Scene, case: Case, unit: str) -> None:
    """The card is to be brought up to date; a life in danger waits behind no other case."""
    danger = case.priority is Priority.DANGER
    order = _orders(unit)[0 if danger else 1]
    outbox.put(
        tx,
        Notice(
            kind="group_card",
            recipient=None,
            unit=unit,
            params={},
            rank=Rank.NEWS if danger else Rank.CARD,
            case_id=case.id,
            dedupe=f"group:{case.id}:{unit}",
            order_key=order,
        ),
        scene.now,
        again=True,
    )


def tell_time(tx: Tx, scene: Scene) -> int:
    """The hours left in the titles of topics, told anew; a batch of those that are due."""
    found = groups.titles_due(tx, scene.now, limit=TITLES)
    for place in found:
        groups.set_title_due(tx, place.case_id, place.unit, None)  # set again once it is told
        case = cases.get(tx, place.case_id)
        if belongs(scene, case, place.unit):
            owe_card(tx, scene, case, place.unit)
    return len(found)


def drop(tx: Tx, scene: Scene, unit: str) -> None:
    """What a unit's group was still to be told is told to nobody: the group is gone."""
    for order in _orders(unit):
        outbox.drop_waiting(tx, order, scene.now)


def _orders(unit: str) -> tuple[str, str, str]:
    """What leaves a group's notices in their order: danger, all other cards, digests."""
    return f"group:{unit}:danger", f"group:{unit}", f"group:{unit}:digest"


def _is_full(tx: Tx, unit: str) -> bool:
    return outbox.waiting_in(tx, _orders(unit)[1], most=MOST_WAITING + 1) > MOST_WAITING


def _digest(scene: Scene, unit: str) -> str:
    return f"digest:{unit}:{scene.now // DIGEST_SECONDS}"


def _is_named(tx: Tx, scene: Scene, case: Case) -> bool:
    """Whether this minute's digest names the case as it is now."""
    known = outbox.waiting_params(tx, _digest(scene, case.unit))
    return known is not None and known["cases"].get(case.number) == case.version


def _owe_digest(tx: Tx, scene: Scene, case: Case) -> None:
    """Name the case in the digest of this minute, which leaves when the minute is over."""
    dedupe = _digest(scene, case.unit)
    units.hold(tx, case.unit)  # of two that name their case at once, the later reads the earlier
    known = outbox.waiting_params(tx, dedupe) or {"count": 0, "cases": {}}
    if len(known["cases"]) < DIGEST_KEPT:
        known["cases"][case.number] = case.version
    outbox.put(
        tx,
        Notice(
            kind="group_digest",
            recipient=None,
            unit=case.unit,
            params={"count": known["count"] + 1, "cases": known["cases"]},
            rank=Rank.DIGEST,
            dedupe=dedupe,
            due_at=(scene.now // DIGEST_SECONDS + 1) * DIGEST_SECONDS,
            order_key=_orders(case.unit)[2],
        ),
        scene.now,
    )
