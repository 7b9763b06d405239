"""Owed news, from the outbox to what the courier needs to say it, and that it arrived."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.case import Case
from domain.people import Person
from domain.report import Evidence
from domain.suggestion import Suggestion
from storage import (
    broadcasts,
    cases,
    enclosures,
    evidence_reading,
    outbox,
    people,
    reporter_links,
    reports,
    suggestions,
    units,
)
from storage.db import Tx
from storage.groups import Place
from storage.outbox import Claimed, Notice, Rank, State, Way
from usecases import (
    broadcasting,
    contacts,
    dialogue,
    enclosing,
    entitled,
    group_places,
    leaving,
    views,
)
from usecases.scene import Scene
from usecases.shown import BroadcastView, Card, RequestView
from usecases.turns import Turn
from usecases.views import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One thing to tell: to whom, in which language, with everything that its words need.

    `chat` is None where the recipient cannot be reached any more. `edits` is the message to change
    in place, where there is one, `wipes` one to delete. `files` are to be sent, each with the name
    of its bytes. `place` is where a case stands in a unit's group, `leaves` whether it is shown
    there no longer, `topics` whether each case has a topic of its own. `withheld`: whoever was to
    be told has lost the role since. `at` is when it was claimed: what is overdue follows from it.
    """

    claimed: Claimed
    kind: str
    rank: Rank
    chat: int | None
    locale: str
    params: Mapping[str, Any] = field(default_factory=dict)
    suggestion: Suggestion | None = None
    broadcast: BroadcastView | None = None
    who: str | None = None
    unit: str | None = None
    report_id: int | None = None
    case: Case | None = None
    standing: Standing | None = None
    code: str = ""
    fingerprints: tuple[str, ...] = ()
    pending_files: int = 0
    card: Card | None = None
    turn: Turn | None = None
    request: RequestView | None = None
    contact: Mapping[str, str] = field(default_factory=dict, repr=False)
    edits: int | None = None
    wipes: int | None = None
    files: tuple[tuple[Evidence, str], ...] = ()
    place: Place | None = None
    leaves: bool = False
    topics: bool = False
    withheld: bool = False
    at: int = 0


def claim(tx: Tx, scene: Scene, *, limit: int, lease: int) -> tuple[Delivery, ...]:
    """Take what is due and hide it from other couriers for `lease` seconds."""
    claimed = outbox.claim_due(tx, scene.now, limit=limit, lease=lease)
    return tuple(
        _delivery(tx, scene, each) for each in claimed if not contacts.was_lost(tx, scene, each)
    )


def reclaim(tx: Tx, scene: Scene) -> int:
    """A courier has nothing in hand: what is claimed all the same is due again at once."""
    return outbox.reclaim(tx, scene.now, way=Way.CHAT)


def _delivery(tx: Tx, scene: Scene, claimed: Claimed) -> Delivery:
    notice = claimed.notice
    person = people.get(tx, notice.recipient, scene.now) if notice.recipient else None
    case = cases.get(tx, notice.case_id) if notice.case_id is not None else None
    found = _found(tx, scene, notice, person)
    if person is not None:
        found["withheld"] = not entitled.may_hear(tx, person, scene, notice, case)
    if notice.kind == "files" and case is not None and enclosing.allowed(scene, case):
        found["files"] = enclosures.of_message(tx, notice.params["row"])
    if notice.recipient is None and notice.unit is not None and case is not None:
        found |= group_places.found(tx, scene, case, notice.unit)
    if person is not None and case is not None and notice.report_id is None:
        found["card"] = views.card_or_none(tx, person, scene, case)
    return Delivery(
        claimed=claimed,
        kind=notice.kind,
        rank=notice.rank,
        locale=person.locale if person else scene.profile.locales[0],
        params=notice.params,
        who=notice.recipient,
        unit=notice.unit,
        report_id=notice.report_id,
        case=case,
        at=scene.now,
        **{"chat": None, **found},
    )


def _found(tx: Tx, scene: Scene, notice: Notice, person: Person | None) -> dict[str, Any]:
    """Where it goes, and what its words need."""
    found: dict[str, Any] = {}
    if notice.recipient:
        found["chat"] = people.address(tx, notice.recipient)
    elif notice.unit:
        shown = leaving.may_show(tx, scene, notice.unit)
        found["chat"] = units.group_of(tx, notice.unit) if shown else None
    if notice.report_id is not None:
        report = reports.get(tx, notice.report_id)
        if report is not None:
            found["standing"] = views.standing(tx, scene, report, own=True)
    if notice.kind == "card":
        found["edits"] = reporter_links.card_message(tx, notice.report_id or 0)
    if notice.kind in {"receipt", "fingerprints"} and notice.report_id is not None:
        found |= _proof(tx, notice.report_id)
    if notice.kind == "screen" and person is not None:
        found["turn"] = dialogue.refused(tx, person, scene)
    return found | _named(tx, scene, notice, person)


def _named(tx: Tx, scene: Scene, notice: Notice, person: Person | None) -> dict[str, Any]:
    """What its parameters name."""
    found: dict[str, Any] = {}
    if "suggestion" in notice.params:
        found["suggestion"] = suggestions.get(tx, notice.params["suggestion"])
    if "broadcast" in notice.params:
        found |= broadcasting.of_notice(tx, scene, notice)
    if "request" in notice.params:
        found |= contacts.found(tx, person, scene, notice)
    return found


def _proof(tx: Tx, report_id: int) -> dict[str, Any]:
    """The query code, and what the kept files can be recognised by."""
    files = evidence_reading.of_report(tx, report_id)
    return {
        "code": reports.code_of(tx, report_id),
        "fingerprints": tuple(file.sha256 for file in files if file.sha256),
        "pending_files": evidence_reading.pending(tx, report_id),
    }


def sent(tx: Tx, scene: Scene, delivery: Delivery, message_id: int | None) -> None:
    """It arrived: never again; a card's message is remembered, to be edited next time."""
    state = State.UNREACHABLE if delivery.withheld else State.SENT  # nobody has heard of it
    outbox.settle(tx, delivery.claimed, state, scene.now)
    if delivery.kind == "group_card":
        _shown(tx, scene, delivery, message_id)
    elif message_id is not None and delivery.broadcast and delivery.kind == broadcasting.CARD:
        broadcasts.show_in(tx, delivery.broadcast.broadcast.id, delivery.who or "", message_id)
    elif message_id is not None and delivery.contact:
        contacts.owe_wipe(tx, scene, delivery.claimed, message_id)
    elif message_id is not None and delivery.kind == "card" and delivery.report_id is not None:
        reporter_links.set_card_message(tx, delivery.report_id, message_id)


def _shown(tx: Tx, scene: Scene, delivery: Delivery, message_id: int | None) -> None:
    """A card in a group was said, unless the unit has another group meanwhile."""
    case, unit = delivery.case, delivery.unit
    if case is not None and unit is not None and units.group_of(tx, unit) == delivery.chat:
        group_places.shown(tx, scene, case, unit, message_id, leaves=delivery.leaves)


def came_through(tx: Tx, scene: Scene, delivery: Delivery, through: int, *, lease: int) -> None:
    """So many of its files have arrived: they are not sent again, were the next one to fail."""
    params = {**delivery.params, "through": through}
    outbox.amend(tx, delivery.claimed, params, scene.now + lease)


def next_due(tx: Tx) -> int | None:
    """When the next notice is due, unix seconds; None while nothing is owed."""
    return outbox.next_due(tx)
